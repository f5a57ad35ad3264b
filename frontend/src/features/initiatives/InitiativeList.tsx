import { graphql, useFragment } from "react-relay/hooks";
import type { InitiativeList_okrSet$key } from "../../__generated__/InitiativeList_okrSet.graphql";

/** The work that a unit plans beside its OKRs. It never counts as progress. */
export function InitiativeList({ okrSet }: { okrSet: InitiativeList_okrSet$key }) {
  const { unit } = useFragment(
    graphql`
      fragment InitiativeList_okrSet on OkrSet {
        unit {
          id
          initiatives {
            id
            title
          }
        }
      }
    `,
    okrSet,
  );
  return (
    <ul>
      {unit.initiatives.map((initiative) => (
        <li key={initiative.id}>{initiative.title}</li>
      ))}
    </ul>
  );
}
