import { useCallback, useEffect, useRef, useState } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { useListedQuery, useListedQuery$variables } from "../../__generated__/useListedQuery.graphql";
import { changedRecords, whenOld } from "../../lib/freshness";
import { newAmong } from "./states";

/** What the list is of; the same arguments as the query that it shows. */
export type Listed = Omit<useListedQuery$variables, "first" | "shown">;

const query = graphql`
  query useListedQuery(
    $unit: ID
    $cycle: ID!
    $between: [ID!]
    $kinds: [OverlapKind!]
    $states: [OverlapState!]
    $minScore: Float
    $first: Int!
    $shown: [ID!]!
  ) {
    overlaps(
      unit: $unit
      cycle: $cycle
      between: $between
      kinds: $kinds
      states: $states
      minScore: $minScore
      first: $first
    ) {
      nodes {
        id
      }
    }
    nodes(ids: $shown) {
      id
      ...OverlapItem_finding @alias
    }
  }
`;

/** How far beyond what is shown one looks for what is new. */
const beyond = 20;

/** What concerns a list of overlap findings: themselves, and the texts, links and cases that they follow from. */
export function concernsOverlaps(id: string): boolean {
  return /^(overlap|objective|key_result|dependency|alignment_case|cycle)/.test(id);
}

/**
 * Keep a list that somebody reads up to date without moving it.
 *
 * What is shown changes in its place, whoever changed it; what is new is only counted, until the person asks for it.
 *
 * Returns:
 *   `fresh`: ids that the server lists by now and that are not shown. `gone`: ids that are shown, and are found no longer.
 */
export function useListed(
  listed: Listed,
  shown: readonly string[],
  hasMore: boolean,
  onFresh: (count: number) => void,
) {
  const environment = useRelayEnvironment();
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const now = useRef({ listed, shown, hasMore, onFresh });
  useEffect(() => {
    now.current = { listed, shown, hasMore, onFresh };
  });
  useEffect(() => {
    let isUnderway = false;
    let isAskedAgain = false;
    let isOver = false;
    let known = 0;
    const ask = async () => {
      isAskedAgain = true;
      if (isUnderway) return;
      isUnderway = true;
      while (isAskedAgain && !isOver) {
        isAskedAgain = false;
        const { listed, shown, hasMore } = now.current;
        const answer = await fetchQuery<useListedQuery>(
          environment,
          query,
          { ...listed, first: hasMore ? shown.length : shown.length + beyond, shown: [...shown] },
          { networkCacheConfig: { force: true } },
        )
          .toPromise()
          // Without an answer the list is as old as before, and the next change asks again.
          .catch(() => undefined);
        if (!answer || isOver) continue;
        const there = new Set(answer.nodes.flatMap((node) => (node ? [node.id] : [])));
        setGone(new Set(shown.filter((id) => !there.has(id))));
        const ids = newAmong(
          answer.overlaps.nodes.map((node) => node.id),
          new Set(shown),
          hasMore,
        );
        setFresh(ids);
        if (ids.length > known) now.current.onFresh(ids.length);
        known = ids.length;
      }
      isUnderway = false;
    };
    const look = () => {
      if (changedRecords.get().some(concernsOverlaps)) void ask();
    };
    const stopLooking = changedRecords.follow(look);
    const stopAsking = whenOld(() => void ask());
    return () => {
      isOver = true;
      stopLooking();
      stopAsking();
    };
  }, [environment]);
  const forget = useCallback(() => setFresh([]), []);
  return { fresh, gone, forget };
}
