import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { useWay_keyResult$key } from "../../__generated__/useWay_keyResult.graphql";
import { useLocale } from "../../lib/locale";
import { formatBand, formatMeasured, formatWay } from "../../lib/measures";

/** What a key result asks for, in one phrase: "62 → 80 %", "95–99 %", "2 of 5 steps". */
export function useWay(keyResult: useWay_keyResult$key): string {
  const { t } = useLingui();
  const locale = useLocale();
  const { kind, measure, baseline, target, bandLow, bandHigh, steps } = useFragment(
    graphql`
      fragment useWay_keyResult on KeyResult {
        kind
        measure
        baseline
        target
        bandLow
        bandHigh
        steps {
          isReached
        }
      }
    `,
    keyResult,
  );
  switch (kind) {
    case "MAINTAIN":
      return formatBand(bandLow ?? null, bandHigh ?? null, measure, locale);
    case "MILESTONE": {
      const all = steps?.length ?? 0;
      const reached = steps?.filter((step) => step.isReached).length ?? 0;
      return plural(all, { one: `${reached} of # step`, other: `${reached} of # steps` });
    }
    case "BASELINE":
      return t`to be learned`;
    default:
      if (typeof target !== "number") return "–";
      if (typeof baseline !== "number") return formatMeasured(target, measure, locale);
      return formatWay(baseline, target, measure, locale);
  }
}
