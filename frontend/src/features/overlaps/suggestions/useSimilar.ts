import { useEffect, useState } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { useSimilarQuery } from "../../../__generated__/useSimilarQuery.graphql";
import { durations } from "../../../ui/tokens";
import { isWorthAsking } from "./suggesting";

const query = graphql`
  query useSimilarQuery($text: String!, $cycle: ID!, $unit: ID!) {
    similarTo(text: $text, cycle: $cycle, unit: $unit, first: 3) {
      found {
        rule
        strength
        objective {
          id
          title
          unit {
            name
          }
        }
        keyResult {
          id
          title
        }
      }
    }
  }
`;

export type Similar = useSimilarQuery["response"]["similarTo"]["found"][number];

const nothing: readonly Similar[] = [];

/** What other units write that is like a text, some time after the last keystroke. What can't be asked now isn't missed. */
export function useSimilar(text: string, unit: string, cycle: string): readonly Similar[] {
  const environment = useRelayEnvironment();
  const [found, setFound] = useState(nothing);
  const wanted = isWorthAsking(text) ? text.trim() : null;
  useEffect(() => {
    if (wanted === null) {
      setFound(nothing);
      return;
    }
    let stop: (() => void) | undefined;
    const look = () => {
      const variables = { text: wanted, unit, cycle };
      const subscription = fetchQuery<useSimilarQuery>(environment, query, variables).subscribe({
        next: ({ similarTo }) => setFound(similarTo.found.filter(({ strength }) => strength !== "POSSIBLE")),
        error: () => setFound(nothing),
      });
      stop = () => subscription.unsubscribe();
    };
    const timer = setTimeout(look, 2 * durations.typing);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [environment, wanted, unit, cycle]);
  return found;
}
