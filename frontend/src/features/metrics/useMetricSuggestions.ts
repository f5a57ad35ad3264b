import { useEffect, useState } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { useMetricSuggestionsQuery } from "../../__generated__/useMetricSuggestionsQuery.graphql";
import { durations } from "../../ui/tokens";
import type { FoundMetric } from "./metrics";

const query = graphql`
  query useMetricSuggestionsQuery($unit: ID!, $cycle: ID, $text: String!) {
    metricSuggestions(unit: $unit, text: $text, first: 8) {
      id
      name
      measure
      goodDirection
      owner {
        id
        name
      }
      measurements(first: 1) {
        nodes {
          value
          measuredAt
        }
      }
      keyResults(cycle: $cycle) {
        id
        title
        unit {
          id
          name
        }
      }
    }
  }
`;

type Suggestion = useMetricSuggestionsQuery["response"]["metricSuggestions"][number];

function asFound({ owner, measurements, keyResults, ...metric }: Suggestion): FoundMetric {
  return {
    ...metric,
    ownerId: owner.id,
    ownerName: owner.name,
    latest: measurements.nodes[0] ?? null,
    users: keyResults.map(({ unit, title }) => ({ unitName: unit.name, title })),
  };
}

export type Suggestions = {
  readonly metrics: readonly FoundMetric[];
  /** The text that they were found for; another one is still being looked for. */
  readonly text: string | null;
  readonly hasFailed: boolean;
};

const nothing: Suggestions = { metrics: [], text: null, hasFailed: false };

/** Metrics that a unit may mean by a text, a moment after the last keystroke; none while `text` is null. */
export function useMetricSuggestions(unit: string, cycle: string | null, text: string | null): Suggestions {
  const environment = useRelayEnvironment();
  const [found, setFound] = useState<Suggestions>(nothing);
  const wanted = text?.trim() ?? null;
  useEffect(() => {
    if (wanted === null) {
      setFound(nothing);
      return;
    }
    let stop: (() => void) | undefined;
    const look = () => {
      const variables = { unit, cycle, text: wanted };
      const subscription = fetchQuery<useMetricSuggestionsQuery>(environment, query, variables).subscribe({
        next: (data) =>
          setFound({ metrics: data.metricSuggestions.map(asFound), text: wanted, hasFailed: false }),
        error: () => setFound({ metrics: [], text: wanted, hasFailed: true }),
      });
      stop = () => subscription.unsubscribe();
    };
    const timer = setTimeout(look, wanted === "" ? 0 : durations.typing);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [environment, unit, cycle, wanted]);
  return found;
}
