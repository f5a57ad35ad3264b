import { useEffect, useRef } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { useFreshHintsQuery } from "../../__generated__/useFreshHintsQuery.graphql";
import { changedRecords } from "../../lib/freshness";
import { useStore } from "../../lib/store";

const query = graphql`
  query useFreshHintsQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Objective {
        version
        hints {
          rule
          ...WordingHint_hint
        }
      }
      ... on KeyResult {
        version
        hints {
          rule
          ...WordingHint_hint
        }
      }
    }
  }
`;

/**
 * Ask for the hints again when the words may be others: a record has a new version, saved here or by somebody else.
 *
 * Args:
 *   ids: An objective and its key results.
 *   versions: Their versions, as they are shown.
 */
export function useFreshHints(ids: readonly string[], versions: readonly number[]): void {
  const environment = useRelayEnvironment();
  const changed = useStore(changedRecords);
  const shown = versions.join();
  const known = useRef({ shown, changed });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids are those of the versions.
  useEffect(() => {
    const before = known.current;
    known.current = { shown, changed };
    const isReworded = before.shown !== shown;
    const isTouched = before.changed !== changed && changed.some((id) => ids.includes(id));
    if (!isReworded && !isTouched) return;
    // Without an answer the hints are as old as before; the next saved word asks again.
    const asked = fetchQuery<useFreshHintsQuery>(environment, query, { ids: [...ids] }).subscribe({
      error: () => {},
    });
    return () => asked.unsubscribe();
  }, [environment, shown, changed]);
}
