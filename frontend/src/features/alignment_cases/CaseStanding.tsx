import { useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { CaseStanding_case$key } from "../../__generated__/CaseStanding_case.graphql";
import { formatDay } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import { StateMark } from "../../ui/StateMark";
import "./texts";
import { useOutcomes } from "./words";

/** How far a case has come, and whose turn it is, in a phrase with its sign. */
export function CaseStanding({ alignmentCase }: { alignmentCase: CaseStanding_case$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const outcomes = useOutcomes();
  const { state, waitsFor, outcome, decidedAt, escalatedTo } = useFragment(
    graphql`
      fragment CaseStanding_case on AlignmentCase {
        state
        outcome
        decidedAt
        waitsFor {
          name
        }
        escalatedTo {
          name
        }
      }
    `,
    alignmentCase,
  );
  const day = decidedAt ? formatDay(decidedAt, locale, new Date()) : "";
  const units = new Intl.ListFormat(locale).format(waitsFor.map(({ name }) => name));
  const what = outcome ? outcomes[outcome].name : "";
  switch (state) {
    case "AGREED":
      return <StateMark state="agreed" word={t`agreed on ${day}: ${what}`} />;
    case "WITHDRAWN":
      return <StateMark state="notMeasured" word={t`withdrawn on ${day}`} />;
    case "ESCALATED": {
      const above = escalatedTo?.name ?? "";
      return (
        <StateMark
          state="none"
          word={units ? t`escalated to ${above}, waits for ${units}` : t`escalated to ${above}`}
        />
      );
    }
    default:
      return <StateMark state="proposed" word={units ? t`waits for ${units}` : t`open`} />;
  }
}
