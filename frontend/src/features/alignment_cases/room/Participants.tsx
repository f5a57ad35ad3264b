import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { Participants_case$key } from "../../../__generated__/Participants_case.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { StateMark } from "../../../ui/StateMark";
import styles from "./Participants.module.css";
import "./texts";

/** The units of a case, and which of them signed what is proposed. */
export function Participants({ alignmentCase }: { alignmentCase: Participants_case$key }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { participants, proposal } = useFragment(
    graphql`
      fragment Participants_case on AlignmentCase {
        proposal {
          id
        }
        participants {
          unit {
            id
            name
          }
          isAsked
          hasSigned
          signedByName
          signedAt
        }
      }
    `,
    alignmentCase,
  );
  return (
    <ul className={styles.participants} aria-label={t`Who takes part`}>
      {participants.map(({ unit, isAsked, hasSigned, signedByName, signedAt }) => {
        const name = signedByName ?? "";
        const day = signedAt ? formatDay(signedAt, locale, new Date()) : "";
        return (
          <li key={unit.id} className={styles.participant}>
            <span className={styles.unit}>{unit.name}</span>
            {hasSigned ? (
              <StateMark state="agreed" word={t`signed by ${name}, ${day}`} />
            ) : isAsked && proposal ? (
              <StateMark state="proposed" word={t`still to sign`} />
            ) : (
              <span className={styles.quiet}>
                {isAsked ? <Trans>signs what is agreed</Trans> : <Trans>helps, signs nothing</Trans>}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
