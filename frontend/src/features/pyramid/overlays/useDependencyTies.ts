import { useMemo } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useDependencyTies_query$key } from "../../../__generated__/useDependencyTies_query.graphql";
import type { useDependencyTiesMoreQuery } from "../../../__generated__/useDependencyTiesMoreQuery.graphql";
import type { useDependencyTiesQuery } from "../../../__generated__/useDependencyTiesQuery.graphql";
import { useFreshness } from "../../../lib/freshness";
import { useAllPages } from "../../../lib/useAllPages";
import { dependencyTies, type Tie } from "./ties";

const page = 1_000;

/** What is waited for in a cycle, as ties; those that are here so far. */
export function useDependencyTies(cycle: string): readonly Tie[] {
  const query = useLazyLoadQuery<useDependencyTiesQuery>(
    graphql`
      query useDependencyTiesQuery($cycle: ID!, $first: Int!) {
        ...useDependencyTies_query @arguments(cycle: $cycle, first: $first)
      }
    `,
    { cycle, first: page },
    useFreshness(),
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    useDependencyTiesMoreQuery,
    useDependencyTies_query$key
  >(
    graphql`
      fragment useDependencyTies_query on Query
      @refetchable(queryName: "useDependencyTiesMoreQuery")
      @argumentDefinitions(
        cycle: { type: "ID!" }
        first: { type: "Int", defaultValue: 100 }
        after: { type: "String" }
      ) {
        dependencyList(
          cycle: $cycle
          states: [REQUESTED, COUNTERED, ACCEPTED]
          first: $first
          after: $after
        ) @connection(key: "useDependencyTies_dependencyList", filters: ["cycle"]) {
          edges {
            node {
              id
              isLate
              consumerObjective {
                id
              }
              consumerUnit {
                id
                name
              }
              providerObjective {
                id
              }
              providerUnit {
                id
                name
              }
            }
          }
        }
      }
    `,
    query,
  );
  useAllPages({ hasNext, isLoadingNext, loadNext }, page);
  const { edges } = data.dependencyList;
  return useMemo(() => dependencyTies(edges.map(({ node }) => node)), [edges]);
}
