import { useEffect, useState } from "react";
import { fetchQuery, graphql, useLazyLoadQuery, useRelayEnvironment } from "react-relay/hooks";
import type { useTargetsQuery } from "../../../__generated__/useTargetsQuery.graphql";
import type { useTargetsSuggestedQuery } from "../../../__generated__/useTargetsSuggestedQuery.graphql";
import { durations } from "../../../ui/tokens";
import type { Target } from "./targets";

const query = graphql`
  query useTargetsQuery($text: String!, $cycle: ID!) {
    search(text: $text, kinds: [MOAL, OBJECTIVE, KEY_RESULT], cycle: $cycle, first: 40) {
      subject {
        __typename
        ... on Moal {
          id
          title
          year
          moalState: state
          unit {
            id
            name
          }
        }
        ... on Objective {
          id
          title
          unit {
            id
            name
          }
          cycle {
            name
          }
          okrSet {
            state
          }
        }
        ... on KeyResult {
          id
          title
          unit {
            id
            name
          }
          cycle {
            name
          }
          objective {
            id
            okrSet {
              state
            }
          }
        }
      }
    }
  }
`;

type Subject = useTargetsQuery["response"]["search"][number]["subject"];

function asTarget(subject: Subject): Target[] {
  switch (subject.__typename) {
    case "Moal": {
      const { id, title, unit } = subject;
      if (subject.moalState === "DROPPED") return [];
      return [
        {
          kind: "MOAL",
          id,
          title,
          unitId: unit.id,
          unitName: unit.name,
          when: String(subject.year),
          state: subject.moalState,
          objectiveId: null,
        },
      ];
    }
    case "Objective": {
      const { id, title, unit } = subject;
      const when = subject.cycle.name;
      const { state } = subject.okrSet;
      return [
        { kind: "OBJECTIVE", id, title, unitId: unit.id, unitName: unit.name, when, state, objectiveId: id },
      ];
    }
    case "KeyResult": {
      const { id, title, unit, objective } = subject;
      const when = subject.cycle.name;
      return [
        {
          kind: "KEY_RESULT",
          id,
          title,
          unitId: unit.id,
          unitName: unit.name,
          when,
          state: objective.okrSet.state,
          objectiveId: objective.id,
        },
      ];
    }
    default:
      return [];
  }
}

export type Found = {
  readonly targets: readonly Target[];
  readonly state: "idle" | "searching" | "done" | "failed";
};

const nothing: Found = { targets: [], state: "idle" };

/** What is found for a text, a moment after the last keystroke; nothing for no text. */
function useFound(text: string, cycle: string): Found {
  const environment = useRelayEnvironment();
  const [found, setFound] = useState<Found>(nothing);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === "") {
      setFound(nothing);
      return;
    }
    setFound((before) => ({ ...before, state: "searching" }));
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      const subscription = fetchQuery<useTargetsQuery>(environment, query, { text: wanted, cycle }).subscribe(
        {
          next: (data) =>
            setFound({ targets: data.search.flatMap(({ subject }) => asTarget(subject)), state: "done" }),
          error: () => setFound({ targets: [], state: "failed" }),
        },
      );
      stop = () => subscription.unsubscribe();
    }, durations.typing);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [environment, wanted, cycle]);
  return found;
}

/** The units above ours from the company down, and what is likeliest to be helped before a word is typed. */
function useSuggested(unitId: string, cycleId: string) {
  const data = useLazyLoadQuery<useTargetsSuggestedQuery>(
    graphql`
      query useTargetsSuggestedQuery($unit: ID!, $cycle: ID!) {
        unit(id: $unit) {
          ancestors {
            id
            name
            okrSet(cycle: $cycle) {
              state
              objectives {
                id
                title
                keyResults {
                  id
                  title
                }
              }
            }
          }
        }
        cycle(id: $cycle) {
          name
          startsOn
        }
        moals(states: [AGREED, PROPOSED], first: 40) {
          nodes {
            id
            title
            year
            state
            unit {
              id
              name
            }
          }
        }
      }
    `,
    { unit: unitId, cycle: cycleId },
    { fetchPolicy: "store-and-network" },
  );
  const above = data.unit?.ancestors ?? [];
  const when = data.cycle?.name ?? "";
  const year = Number(data.cycle?.startsOn.slice(0, 4));
  const moals = data.moals.nodes
    .filter((moal) => moal.year >= year)
    .map<Target>(({ id, title, unit, year: forYear, state }) => ({
      kind: "MOAL",
      id,
      title,
      unitId: unit.id,
      unitName: unit.name,
      when: String(forYear),
      state,
      objectiveId: null,
    }));
  const wanted = above.flatMap((unit) =>
    (unit.okrSet?.objectives ?? []).flatMap((objective) => {
      const state = unit.okrSet?.state ?? "";
      const whose = { unitId: unit.id, unitName: unit.name, when, state, objectiveId: objective.id };
      return [
        { ...whose, kind: "OBJECTIVE" as const, id: objective.id, title: objective.title },
        ...objective.keyResults.map(({ id, title }) => ({
          ...whose,
          kind: "KEY_RESULT" as const,
          id,
          title,
        })),
      ];
    }),
  );
  return { ancestors: above.map(({ id }) => id), targets: [...moals, ...wanted] };
}

/** What may be contributed to: what fits a text, or what stands nearest while there is none. */
export function useTargets(text: string, unitId: string, cycleId: string) {
  const suggested = useSuggested(unitId, cycleId);
  const found = useFound(text, cycleId);
  const isAsked = text.trim() !== "";
  return {
    ancestors: suggested.ancestors,
    targets: isAsked ? found.targets : suggested.targets,
    state: isAsked ? found.state : ("idle" as const),
  };
}
