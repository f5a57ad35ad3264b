import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { Right, useRightsQuery } from "../../__generated__/useRightsQuery.graphql";

/** What the person who looks may do in a unit. */
export function useRights(unit: string): readonly Right[] {
  const { viewer } = useLazyLoadQuery<useRightsQuery>(
    graphql`
      query useRightsQuery($unit: ID!) {
        viewer {
          rights(unit: $unit)
        }
      }
    `,
    { unit },
    { fetchPolicy: "store-or-network" },
  );
  return viewer.rights;
}
