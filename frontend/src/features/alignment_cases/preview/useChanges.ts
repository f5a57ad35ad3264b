import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type {
  useChanges_changes$data,
  useChanges_changes$key,
} from "../../../__generated__/useChanges_changes.graphql";
import { useLocale } from "../../../lib/locale";
import { formatMeasured, formatWay } from "../../../lib/measures";
import type { SetLines } from "./lines";
import "./texts";

const fragment = graphql`
  fragment useChanges_changes on CaseChanges {
    sets {
      unitName
      lines {
        nodeId
        kind
        change
        before {
          title
          why
          measure
          baseline
          target
          coOwners {
            unitName
            share
          }
        }
        after {
          title
          why
          measure
          baseline
          target
          coOwners {
            unitName
            share
          }
        }
      }
    }
    follows {
      kind
      nodeId
      title
      fromUnitName
      toUnitName
    }
  }
`;

type Wide<Data> = Omit<Data, " $fragmentType">;

export type CaseChanges = Wide<useChanges_changes$data>;

/** What a proposal changes, or changed. */
export function useChanges(changes: useChanges_changes$key | null | undefined): CaseChanges | null {
  return useFragment(fragment, changes ?? null) ?? null;
}

type SetChange = CaseChanges["sets"][number];
type LineText = NonNullable<SetChange["lines"][number]["before"]>;

const isNumber = (value: number | null | undefined): value is number => typeof value === "number";

/** The lines of an OKR set in words: an objective with who owns it, a key result with its way. */
export function useSetLines(): (set: SetChange) => SetLines {
  const { t } = useLingui();
  const locale = useLocale();
  const way = ({ baseline, target, measure }: LineText) => {
    if (!isNumber(target)) return "";
    return isNumber(baseline)
      ? formatWay(baseline, target, measure, locale)
      : formatMeasured(target, measure, locale);
  };
  const owners = ({ coOwners }: LineText) =>
    coOwners.map(({ unitName, share }) => {
      const percent = formatMeasured(Math.round(share * 1000) / 10, "%", locale);
      return t`together with ${unitName} (${percent})`;
    });
  const text = (line: LineText | null | undefined, withWhy: boolean) =>
    line ? [line.title, way(line), ...owners(line), withWhy ? line.why : ""].filter(Boolean).join(" · ") : "";
  return ({ unitName, lines }) => ({
    unitName,
    lines: lines.map(({ nodeId, kind, change, before, after }, place) => {
      // The reason is told where it changes.
      const withWhy = Boolean(before && after && before.why !== after.why);
      return {
        key: `${nodeId ?? "new"} ${place}`,
        level: kind === "OBJECTIVE" ? 0 : 1,
        fate: change,
        before: text(before, withWhy),
        after: text(after, withWhy),
      };
    }),
  });
}
