import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, Suspense } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay/hooks";
import type { CarryOverOffer_okrSet$key } from "../../__generated__/CarryOverOffer_okrSet.graphql";
import type { CarryOverOfferRightsQuery } from "../../__generated__/CarryOverOfferRightsQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { CandidateRow } from "./CandidateRow";
import styles from "./CarryOverOffer.module.css";
import "./texts";

type Props = { okrSet: CarryOverOffer_okrSet$key };

const beingWritten = ["DRAFT", "PROPOSED", "ALIGNED"];

/** Objectives of the unit's last cycle that were not fully reached, to take over into this set. */
export function CarryOverOffer({ okrSet }: Props) {
  const data = useFragment(
    graphql`
      fragment CarryOverOffer_okrSet on OkrSet {
        id
        state
        unit {
          id
        }
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
  const [first] = data.carryOverCandidates;
  if (!first || !beingWritten.includes(data.state)) return null;
  return (
    <Suspense>
      <Offered unitId={data.unit.id} cycleName={first.cycle.name} count={data.carryOverCandidates.length}>
        {data.carryOverCandidates.map((objective) => (
          <CandidateRow key={objective.id} objective={objective} okrSetId={data.id} />
        ))}
      </Offered>
    </Suspense>
  );
}

type OfferedProps = { unitId: string; cycleName: string; count: number; children: ReactNode };

/** Only for those who write here: to others it would be a list of what was not reached. */
function Offered({ unitId, cycleName, count, children }: OfferedProps) {
  const { t } = useLingui();
  const { viewer } = useLazyLoadQuery<CarryOverOfferRightsQuery>(
    graphql`
      query CarryOverOfferRightsQuery($unit: ID!) {
        viewer {
          rights(unit: $unit)
        }
      }
    `,
    { unit: unitId },
    useFreshness(),
  );
  if (!viewer.rights.includes("DRAFT_OKRS")) return null;
  return (
    <details className={styles.offer}>
      <summary className={styles.summary}>
        <Trans>
          Open from {cycleName}: {count}
        </Trans>
      </summary>
      <p className={styles.hint}>
        <Trans>
          What was not fully reached can be taken over, with its key results and metrics. Contributions and
          dependencies are of their cycle, and are agreed anew.
        </Trans>
      </p>
      <ul className={styles.list} aria-label={t`Objectives that can be carried over`}>
        {children}
      </ul>
    </details>
  );
}
