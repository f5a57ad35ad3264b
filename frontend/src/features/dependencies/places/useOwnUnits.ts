import { useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useOwnUnitsQuery } from "../../../__generated__/useOwnUnitsQuery.graphql";

/** Ids of a unit and of those below it, a thousand at most: the company, which has more, needs nobody outside of it. */
export function useOwnUnits(unit: string): ReadonlySet<string> {
  const data = useLazyLoadQuery<useOwnUnitsQuery>(
    graphql`
      query useOwnUnitsQuery($unit: ID!) {
        unit(id: $unit) {
          descendants(first: 1000) {
            nodes {
              id
            }
          }
        }
      }
    `,
    { unit },
    { fetchPolicy: "store-or-network" },
  );
  return useMemo(
    () => new Set([unit, ...(data.unit?.descendants.nodes ?? []).map(({ id }) => id)]),
    [unit, data],
  );
}
