import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { Turns_case$key } from "../../../__generated__/Turns_case.graphql";
import { formatInstant } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { Chip } from "../../../ui/Chip";
import { useCaseStates, useOutcomes } from "../words";
import styles from "./Turns.module.css";
import "./texts";

/** What was said in the case: who proposed what, answered, or asked the unit above. */
export function Turns({ alignmentCase }: { alignmentCase: Turns_case$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const outcomes = useOutcomes();
  const states = useCaseStates();
  const { state, turns, escalatedTo } = useFragment(
    graphql`
      fragment Turns_case on AlignmentCase {
        state
        escalatedTo {
          name
        }
        turns {
          id
          number
          kind
          unit {
            name
          }
          authorName
          said
          outcome
          effects {
            kind
          }
          lookAgainOn
          isCurrent
          at
        }
      }
    `,
    alignmentCase,
  );
  if (turns.length === 0) return null;
  const standing = state === "AGREED" ? states.AGREED : t`up for signature`;
  return (
    <ol className={styles.turns} aria-label={t`What was said so far`}>
      {turns.map((turn) => {
        const { name } = turn.unit;
        const outcome = turn.outcome ? outcomes[turn.outcome].name : "";
        const above = escalatedTo?.name ?? "";
        return (
          <li key={turn.id} id={turn.id} className={styles.turn}>
            <p className={styles.about}>
              <b>{name}</b> · {turn.authorName} ·{" "}
              <time dateTime={turn.at}>{formatInstant(turn.at, locale, new Date())}</time>
            </p>
            {turn.kind === "PROPOSAL" && (
              <p className={styles.deed}>
                <Trans>proposes: {outcome}</Trans> {turn.isCurrent && <Chip>{standing}</Chip>}
              </p>
            )}
            {turn.kind === "COUNTER_PROPOSAL" && (
              <p className={styles.deed}>
                <Trans>proposes something else: {outcome}</Trans> {turn.isCurrent && <Chip>{standing}</Chip>}
              </p>
            )}
            {turn.kind === "ESCALATION" && (
              <p className={styles.deed}>
                <Trans>asks {above} to help</Trans>
              </p>
            )}
            {turn.said && <p className={styles.said}>{turn.said}</p>}
          </li>
        );
      })}
    </ol>
  );
}
