import "./texts";
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { RiskLine_objective$key } from "../../../__generated__/RiskLine_objective.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { StateMark } from "../../../ui/StateMark";
import styles from "./RiskLine.module.css";

/** How much what an objective waits for endangers it: how many, and the worst of them; nothing when nothing does. */
export function RiskLine({ objective }: { objective: RiskLine_objective$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { waitingRisk } = useFragment(
    graphql`
      fragment RiskLine_objective on Objective {
        waitingRisk {
          level
          lateCount
          undecidedCount
          dueSoonCount
          declinedCount
          worst {
            what
            neededBy
            isLate
            state
            providerUnit {
              name
            }
          }
        }
      }
    `,
    objective,
  );
  const { level, lateCount, undecidedCount, dueSoonCount, declinedCount, worst } = waitingRisk;
  if (level === "NONE" || !worst) return null;
  const isAtRisk = level === "AT_RISK";
  const counts = [
    lateCount > 0 && plural(lateCount, { one: "# late", other: "# late" }),
    declinedCount > 0 && plural(declinedCount, { one: "# declined", other: "# declined" }),
    undecidedCount > 0 && plural(undecidedCount, { one: "# unanswered", other: "# unanswered" }),
    dueSoonCount > 0 && plural(dueSoonCount, { one: "# needed soon", other: "# needed soon" }),
  ].filter((count) => count !== false);
  const unit = worst.providerUnit.name;
  const day = formatDay(worst.neededBy, locale, new Date());
  return (
    <p className={styles.risk}>
      <StateMark
        state={isAtRisk ? "offTrack" : "atRisk"}
        word={isAtRisk ? t`At risk by what it waits for` : t`To be watched: what it waits for`}
      />
      <span>{counts.join(", ")}</span>
      <span className={styles.worst}>
        {worst.state === "DECLINED" ? (
          <Trans>
            {unit} declined “{worst.what}”
          </Trans>
        ) : worst.isLate ? (
          <Trans>
            “{worst.what}” from {unit}, late since {day}
          </Trans>
        ) : (
          <Trans>
            “{worst.what}” from {unit}, {day}
          </Trans>
        )}
      </span>
    </p>
  );
}
