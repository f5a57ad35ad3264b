import { useMemo, useRef } from "react";
import { usePaginationFragment } from "react-relay";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type {
  useObjectives_query$data,
  useObjectives_query$key,
} from "../../__generated__/useObjectives_query.graphql";
import type { useObjectivesMoreQuery } from "../../__generated__/useObjectivesMoreQuery.graphql";
import type { useObjectivesQuery } from "../../__generated__/useObjectivesQuery.graphql";
import { useFreshness } from "../../lib/freshness";
import { useAllPages } from "../../lib/useAllPages";
import type { PyramidObjective } from "./looks";

const page = 1_000;

type Edge = useObjectives_query$data["objectives"]["edges"][number];

function asObjective({ node }: Edge): PyramidObjective {
  const links = node.contributesTo.map((contribution) => contribution.state);
  return {
    id: node.id,
    title: node.title,
    unitId: node.unit.id,
    state: node.state,
    ownResult: node.ownResult ?? null,
    support: node.support ?? null,
    confidence: node.confidence ?? null,
    link: links.includes("AGREED") ? "agreed" : links.includes("PROPOSED") ? "proposed" : "none",
  };
}

/**
 * All objectives of a cycle that the person may see, in the order of the unit tree.
 *
 * Pages are fetched one after the other; until the last one is here the answer is null, and while they
 * are fetched anew it stays what it was.
 */
export function useObjectives(cycle: string): readonly PyramidObjective[] | null {
  const query = useLazyLoadQuery<useObjectivesQuery>(
    graphql`
      query useObjectivesQuery($cycle: ID!, $first: Int!) {
        ...useObjectives_query @arguments(cycle: $cycle, first: $first)
      }
    `,
    { cycle, first: page },
    useFreshness(),
  );
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<
    useObjectivesMoreQuery,
    useObjectives_query$key
  >(
    graphql`
      fragment useObjectives_query on Query
      @refetchable(queryName: "useObjectivesMoreQuery")
      @argumentDefinitions(
        cycle: { type: "ID!" }
        first: { type: "Int", defaultValue: 100 }
        after: { type: "String" }
      ) {
        objectives(filter: { cycle: $cycle }, order: TREE, first: $first, after: $after)
          @connection(key: "useObjectives_objectives", filters: ["filter"]) {
          edges {
            node {
              id
              title
              state
              ownResult
              support
              confidence
              unit {
                id
              }
              contributesTo(states: [AGREED, PROPOSED]) {
                id
                state
              }
            }
          }
        }
      }
    `,
    query,
  );
  useAllPages({ hasNext, isLoadingNext, loadNext }, page);
  const whole = useRef<{ cycle: string; objectives: readonly PyramidObjective[] } | null>(null);
  const fetched = useMemo(() => data.objectives.edges.map(asObjective), [data]);
  if (!hasNext) whole.current = { cycle, objectives: fetched };
  return whole.current?.cycle === cycle ? whole.current.objectives : null;
}
