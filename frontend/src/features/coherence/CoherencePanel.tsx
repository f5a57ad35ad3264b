import { useLingui } from "@lingui/react/macro";
import { Suspense } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { CoherencePanel_okrSet$key } from "../../__generated__/CoherencePanel_okrSet.graphql";
import { Skeleton } from "../../ui/Skeleton";
import { CommittedChanges } from "../commitment/CommittedChanges";
import { FindingList } from "./FindingList";
import { PlanContext } from "./plan";
import "./texts";

type Props = { okrSet: CoherencePanel_okrSet$key };

const written = ["DRAFT", "PROPOSED", "ALIGNED"];

/**
 * What is missing before the unit can commit to its OKRs, and what planning asks besides; every line leads to its mend.
 * Once the unit has committed: what changed since.
 */
export function CoherencePanel({ okrSet }: Props) {
  const { t } = useLingui();
  const data = useFragment(
    graphql`
      fragment CoherencePanel_okrSet on OkrSet {
        id
        state
        cycle {
          id
          startsOn
        }
        ...CommittedChanges_okrSet
      }
    `,
    okrSet,
  );
  const { cycle } = data;
  const plan = { okrSetId: data.id, cycleId: cycle.id, year: Number(cycle.startsOn.slice(0, 4)) };
  return (
    <>
      {written.includes(data.state) && (
        <Suspense fallback={<Skeleton label={t`Looking at the plan`} />}>
          <PlanContext value={plan}>
            <FindingList okrSetId={data.id} />
          </PlanContext>
        </Suspense>
      )}
      <CommittedChanges okrSet={data} />
    </>
  );
}
