import "./texts";
import { useLingui } from "@lingui/react/macro";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";

type Decided = {
  readonly state: string;
  readonly reason: string;
  readonly decidedByName: string | null | undefined;
  readonly decidedAt: string | null | undefined;
  readonly reopenedAt: string | null | undefined;
};

/** What people said of a finding last, in a sentence; null where nobody said anything, or a case has the word. */
export function useDecision(): (finding: Decided) => string | null {
  const { t } = useLingui();
  const locale = useLocale();
  return ({ state, reason, decidedByName, decidedAt, reopenedAt }) => {
    const day = (instant: string | null | undefined) =>
      instant ? formatDay(instant, locale, new Date()) : "–";
    const [name, at] = [decidedByName ?? t`Somebody`, day(decidedAt)];
    switch (state) {
      case "CONFIRMED":
        return reason
          ? t`Confirmed by ${name}, ${at}: “${reason}”`
          : t`Confirmed by ${name}, ${at}. The units commit once it is settled.`;
      case "DISMISSED":
        return t`Dismissed by ${name}, ${at}: “${reason}”`;
      case "OPEN":
        if (!reopenedAt) return null;
        return t`Open again since ${day(reopenedAt)}: one of the texts has changed.`;
      default:
        return null;
    }
  };
}
