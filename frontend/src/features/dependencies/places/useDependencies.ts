import { useEffect, useMemo, useRef } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useDependencies_query$key } from "../../../__generated__/useDependencies_query.graphql";
import type { useDependenciesMoreQuery } from "../../../__generated__/useDependenciesMoreQuery.graphql";
import type { useDependenciesQuery } from "../../../__generated__/useDependenciesQuery.graphql";
import { askAgain, changedRecords, useFreshness } from "../../../lib/freshness";
import { useAllPages } from "../../../lib/useAllPages";
import { asDependency } from "./asDependency";
import type { Dependency } from "./rows";

const page = 500;

/** Ask again when somebody answered one: what is late or undecided, and in which order, follows from it. */
export function useDependencyNews(): void {
  useEffect(
    () =>
      changedRecords.follow(() => {
        if (changedRecords.get().some((id) => id.startsWith("dependency_"))) askAgain();
      }),
    [],
  );
}

/**
 * All dependencies of a cycle with a unit, or one below it, at either end.
 *
 * They are fetched whole, page by page, so that filters, orders and views need no server; until the last page is here
 * the answer is null, and while they are fetched anew it stays what it was.
 */
export function useDependencies(unit: string, cycle: string): readonly Dependency[] | null {
  const query = useLazyLoadQuery<useDependenciesQuery>(
    graphql`
      query useDependenciesQuery($unit: ID!, $cycle: ID!, $first: Int!) {
        ...useDependencies_query @arguments(unit: $unit, cycle: $cycle, first: $first)
      }
    `,
    { unit, cycle, first: page },
    useFreshness(),
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    useDependenciesMoreQuery,
    useDependencies_query$key
  >(
    graphql`
      fragment useDependencies_query on Query
      @refetchable(queryName: "useDependenciesMoreQuery")
      @argumentDefinitions(
        unit: { type: "ID!" }
        cycle: { type: "ID!" }
        first: { type: "Int", defaultValue: 100 }
        after: { type: "String" }
      ) {
        dependencyList(unit: $unit, cycle: $cycle, first: $first, after: $after)
          @connection(key: "useDependencies_dependencyList") {
          edges {
            node {
              id
              ...asDependency_dependency @relay(mask: false)
            }
          }
        }
      }
    `,
    query,
  );
  useAllPages({ hasNext, isLoadingNext, loadNext }, page);
  const place = `${unit} ${cycle}`;
  const whole = useRef<{ place: string; dependencies: readonly Dependency[] } | null>(null);
  const fetched = useMemo(() => data.dependencyList.edges.flatMap(({ node }) => asDependency(node)), [data]);
  if (!hasNext) whole.current = { place, dependencies: fetched };
  return whole.current?.place === place ? whole.current.dependencies : null;
}
