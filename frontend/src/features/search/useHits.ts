import { useEffect, useState } from "react";
import { fetchQuery, graphql, useRelayEnvironment } from "react-relay/hooks";
import type { SearchKind, useHitsQuery } from "../../__generated__/useHitsQuery.graphql";
import { durations } from "../../ui/tokens";

export type Hit = {
  readonly kind: "UNIT" | "MOAL" | "OBJECTIVE" | "KEY_RESULT";
  readonly id: string;
  readonly title: string;
  /** The unit it belongs to, or the parent of a unit. */
  readonly unitName: string | null;
  /** The objective to open for a key result. */
  readonly objectiveId: string | null;
};

const query = graphql`
  query useHitsQuery($text: String!, $kinds: [SearchKind!], $cycle: ID) {
    search(text: $text, kinds: $kinds, cycle: $cycle, first: 20) {
      subject {
        __typename
        ... on Unit {
          id
          name
          parent {
            name
          }
        }
        ... on Moal {
          id
          title
          year
          unit {
            name
          }
        }
        ... on Objective {
          id
          title
          unit {
            name
          }
        }
        ... on KeyResult {
          id
          title
          unit {
            name
          }
          objective {
            id
          }
        }
      }
    }
  }
`;

type Subject = useHitsQuery["response"]["search"][number]["subject"];

function asHit(subject: Subject): Hit[] {
  switch (subject.__typename) {
    case "Unit":
      return [
        {
          kind: "UNIT",
          id: subject.id,
          title: subject.name,
          unitName: subject.parent?.name ?? null,
          objectiveId: null,
        },
      ];
    case "Moal":
      return [
        {
          kind: "MOAL",
          id: subject.id,
          title: subject.title,
          unitName: `${subject.unit.name} ${subject.year}`,
          objectiveId: null,
        },
      ];
    case "Objective":
      return [
        {
          kind: "OBJECTIVE",
          id: subject.id,
          title: subject.title,
          unitName: subject.unit.name,
          objectiveId: subject.id,
        },
      ];
    case "KeyResult":
      return [
        {
          kind: "KEY_RESULT",
          id: subject.id,
          title: subject.title,
          unitName: subject.unit.name,
          objectiveId: subject.objective.id,
        },
      ];
    default:
      return [];
  }
}

export type Hits = {
  readonly hits: readonly Hit[];
  readonly state: "idle" | "searching" | "done" | "failed";
};

const nothing: Hits = { hits: [], state: "idle" };

/** What the server finds for a text, a moment after the last keystroke. */
export function useHits(text: string, kinds: readonly SearchKind[], cycle: string | null): Hits {
  const environment = useRelayEnvironment();
  const [found, setFound] = useState<Hits>(nothing);
  const wanted = text.trim();
  const kindsKey = kinds.join();
  useEffect(() => {
    if (wanted === "") {
      setFound(nothing);
      return;
    }
    setFound((before) => ({ ...before, state: "searching" }));
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      const variables = { text: wanted, kinds: kindsKey.split(",") as SearchKind[], cycle };
      const subscription = fetchQuery<useHitsQuery>(environment, query, variables).subscribe({
        next: (data) => setFound({ hits: data.search.flatMap((hit) => asHit(hit.subject)), state: "done" }),
        error: () => setFound({ hits: [], state: "failed" }),
      });
      stop = () => subscription.unsubscribe();
    }, durations.typing);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [environment, wanted, kindsKey, cycle]);
  return found;
}
