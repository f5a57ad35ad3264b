import "./texts";
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { TurnList_contribution$key } from "../../../__generated__/TurnList_contribution.graphql";
import { formatInstant } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { formatValue } from "../../../lib/numbers";
import styles from "./TurnList.module.css";

/** How two units came to the present terms: who wanted what, with which weight, and why. */
export function TurnList({ contribution }: { contribution: TurnList_contribution$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { turns } = useFragment(
    graphql`
      fragment TurnList_contribution on Contribution {
        turns {
          unit {
            name
          }
          sourceTitle
          targetTitle
          weight
          reason
          at
        }
      }
    `,
    contribution,
  );
  if (turns.length === 0) return null;
  return (
    <ol className={styles.turns} aria-label={t`What was said so far`}>
      {turns.map((turn, index) => {
        const weight = formatValue(turn.weight, locale);
        return (
          // Turns are only ever added.
          // biome-ignore lint/suspicious/noArrayIndexKey: their number is what they are.
          <li key={index}>
            <span className={styles.about}>
              <b>{turn.unit.name}</b> · {formatInstant(turn.at, locale, new Date())} ·{" "}
              <Trans>weight {weight}</Trans>
            </span>
            <span>
              <Trans>
                “{turn.sourceTitle}” helps “{turn.targetTitle}”
              </Trans>
            </span>
            {turn.reason && <span className={styles.reason}>{turn.reason}</span>}
          </li>
        );
      })}
    </ol>
  );
}
