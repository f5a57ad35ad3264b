import { useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { ListLine_keyResult$key } from "../../__generated__/ListLine_keyResult.graphql";
import type { useKeyResultsQuery } from "../../__generated__/useKeyResultsQuery.graphql";

/** The key results of the objectives that are unfolded, by objective and id. */
export function useKeyResults(
  objectives: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, ListLine_keyResult$key>> {
  const { nodes } = useLazyLoadQuery<useKeyResultsQuery>(
    graphql`
      query useKeyResultsQuery($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Objective {
            id
            keyResults {
              id
              ...ListLine_keyResult
            }
          }
        }
      }
    `,
    { ids: objectives },
    { fetchPolicy: "store-or-network" },
  );
  return useMemo(
    () =>
      new Map(
        nodes.flatMap((node) =>
          node?.id && node.keyResults
            ? [[node.id, new Map(node.keyResults.map((keyResult) => [keyResult.id, keyResult]))] as const]
            : [],
        ),
      ),
    [nodes],
  );
}
