import { useMemo } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useUnits_query$key } from "../../__generated__/useUnits_query.graphql";
import type { useUnitsMoreQuery } from "../../__generated__/useUnitsMoreQuery.graphql";
import type { useUnitsQuery } from "../../__generated__/useUnitsQuery.graphql";
import { useAllPages } from "../../lib/useAllPages";
import type { UnitLine } from "./unitTree";

const page = 1_000;

/** All living units, fetched page by page; `isComplete` once the last one is here. */
export function useUnits(): { units: readonly UnitLine[]; isComplete: boolean } {
  const query = useLazyLoadQuery<useUnitsQuery>(
    graphql`
      query useUnitsQuery($first: Int!) {
        ...useUnits_query @arguments(first: $first)
      }
    `,
    { first: page },
    { fetchPolicy: "store-or-network" },
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    useUnitsMoreQuery,
    useUnits_query$key
  >(
    graphql`
      fragment useUnits_query on Query
      @refetchable(queryName: "useUnitsMoreQuery")
      @argumentDefinitions(first: { type: "Int", defaultValue: 100 }, after: { type: "String" }) {
        units(first: $first, after: $after) @connection(key: "useUnits_units") {
          edges {
            node {
              id
              name
              parent {
                id
              }
            }
          }
        }
      }
    `,
    query,
  );
  useAllPages({ hasNext, isLoadingNext, loadNext }, page);
  const units = useMemo(
    () =>
      data.units.edges.map(({ node }) => ({
        id: node.id,
        name: node.name,
        parentId: node.parent?.id ?? null,
      })),
    [data],
  );
  return { units, isComplete: !hasNext };
}
