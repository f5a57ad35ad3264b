import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay/hooks";
import type { CarryOverOffer_okrSet$key } from "../../__generated__/CarryOverOffer_okrSet.graphql";
import { CandidateRow } from "./CandidateRow";
import styles from "./CarryOverOffer.module.css";
import "./texts";

type Props = { okrSet: CarryOverOffer_okrSet$key };

/**
 * Objectives of the unit's last cycle that were not fully reached, to take over into this set.
 *
 * For those who write the set, while it is being written: to others it would be a list of what was not reached.
 */
export function CarryOverOffer({ okrSet }: Props) {
  const { t } = useLingui();
  const { id, carryOverCandidates } = useFragment(
    graphql`
      fragment CarryOverOffer_okrSet on OkrSet {
        id
        carryOverCandidates {
          id
          cycle {
            name
          }
          ...CandidateRow_objective
        }
      }
    `,
    okrSet,
  );
  const [first] = carryOverCandidates;
  if (!first) return null;
  const cycleName = first.cycle.name;
  const count = carryOverCandidates.length;
  return (
    <details className={styles.offer}>
      <summary className={styles.summary}>
        <Trans>
          Carry over from {cycleName} ({count})
        </Trans>
      </summary>
      <p className={styles.hint}>
        <Trans>
          What was not fully reached can be taken over, with its key results and metrics. Contributions and
          dependencies are of their cycle, and are agreed anew.
        </Trans>
      </p>
      <ul className={styles.list} aria-label={t`Objectives that can be carried over`}>
        {carryOverCandidates.map((objective) => (
          <CandidateRow key={objective.id} objective={objective} okrSetId={id} />
        ))}
      </ul>
    </details>
  );
}
