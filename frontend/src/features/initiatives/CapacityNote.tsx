import { graphql, useFragment } from "react-relay/hooks";
import type { CapacityNote_okrSet$key } from "../../__generated__/CapacityNote_okrSet.graphql";

/** What the people of a unit have room for in the cycle, in the unit's own words. */
export function CapacityNote({ okrSet }: { okrSet: CapacityNote_okrSet$key }) {
  const data = useFragment(
    graphql`
      fragment CapacityNote_okrSet on OkrSet {
        id
        version
        capacityNote
      }
    `,
    okrSet,
  );
  return <p>{data.capacityNote}</p>;
}
