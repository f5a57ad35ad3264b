import { useMemo } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useOverlapTies_query$key } from "../../../__generated__/useOverlapTies_query.graphql";
import type { useOverlapTiesMoreQuery } from "../../../__generated__/useOverlapTiesMoreQuery.graphql";
import type { useOverlapTiesQuery } from "../../../__generated__/useOverlapTiesQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useAllPages } from "../../../lib/useAllPages";
import { overlapTies, type Tie } from "./ties";

const page = 100;
/** The strongest of them: more lines than this say nothing. */
const mostOverlaps = 500;

/** Overlaps and conflicts of a cycle that aren't settled, as ties; those that are here so far. */
export function useOverlapTies(cycle: string): readonly Tie[] {
  const query = useLazyLoadQuery<useOverlapTiesQuery>(
    graphql`
      query useOverlapTiesQuery($cycle: ID!, $first: Int!) {
        ...useOverlapTies_query @arguments(cycle: $cycle, first: $first)
      }
    `,
    { cycle, first: page },
    useFreshness(),
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    useOverlapTiesMoreQuery,
    useOverlapTies_query$key
  >(
    graphql`
      fragment useOverlapTies_query on Query
      @refetchable(queryName: "useOverlapTiesMoreQuery")
      @argumentDefinitions(
        cycle: { type: "ID!" }
        first: { type: "Int", defaultValue: 100 }
        after: { type: "String" }
      ) {
        overlaps(
          cycle: $cycle
          kinds: [OVERLAP, SHARED_TARGET, CONFLICT]
          states: [OPEN, CONFIRMED, IN_CASE]
          first: $first
          after: $after
        ) @connection(key: "useOverlapTies_overlaps", filters: ["cycle"]) {
          edges {
            node {
              id
              kind
              members {
                objective {
                  id
                }
                unit {
                  id
                  name
                }
              }
            }
          }
        }
      }
    `,
    query,
  );
  const { edges } = data.overlaps;
  useAllPages({ hasNext: hasNext && edges.length < mostOverlaps, isLoadingNext, loadNext }, page);
  return useMemo(() => overlapTies(edges.map(({ node }) => node)), [edges]);
}
