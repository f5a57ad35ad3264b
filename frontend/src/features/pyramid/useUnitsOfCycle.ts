import { useMemo } from "react";
import { graphql, useLazyLoadQuery } from "react-relay/hooks";
import type { useUnitsOfCycleEndedQuery } from "../../__generated__/useUnitsOfCycleEndedQuery.graphql";
import type { useUnitsOfCycleThenQuery } from "../../__generated__/useUnitsOfCycleThenQuery.graphql";
import { localDay } from "../../lib/days";
import type { UnitLine } from "../units/unitTree";
import { useUnits } from "../units/useUnits";
import type { PyramidObjective } from "./looks";

const atMost = 100;

/** The last day of a cycle that is over, whose tree is shown then; null for one that isn't. */
export function dayOfTree(cycle: { readonly endsOn: string } | null | undefined): string | null {
  return cycle && cycle.endsOn < localDay(new Date()) ? cycle.endsOn : null;
}

/**
 * The units of a cycle: of a past one as they stood on its last day, with the names of that day, else those of today;
 * and units that have ended before, as long as objectives of theirs are in the cycle.
 *
 * Args:
 *   day: Of the tree; null for today's.
 *   objectives: Those of the cycle; null while they are fetched.
 */
export function useUnitsOfCycle(
  day: string | null,
  objectives: readonly PyramidObjective[] | null,
): { units: readonly UnitLine[]; isComplete: boolean } {
  const today = useUnits();
  const { unitTree } = useLazyLoadQuery<useUnitsOfCycleThenQuery>(
    graphql`
      query useUnitsOfCycleThenQuery($day: Date!) {
        unitTree(on: $day) {
          name
          unit {
            id
          }
          parent {
            id
          }
        }
      }
    `,
    { day: day ?? "" },
    // Of today they are known already.
    { fetchPolicy: day === null ? "store-only" : "store-or-network" },
  );
  const living = useMemo(
    () =>
      day === null
        ? today.units
        : unitTree.map(({ name, unit, parent }) => ({ id: unit.id, name, parentId: parent?.id ?? null })),
    [day, today.units, unitTree],
  );
  const isComplete = day !== null || today.isComplete;
  const missing = useMemo(() => {
    if (!objectives || !isComplete) return [];
    const known = new Set(living.map((unit) => unit.id));
    return [...new Set(objectives.map((objective) => objective.unitId))]
      .filter((id) => !known.has(id))
      .slice(0, atMost);
  }, [living, isComplete, objectives]);
  const { nodes } = useLazyLoadQuery<useUnitsOfCycleEndedQuery>(
    graphql`
      query useUnitsOfCycleEndedQuery($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Unit {
            id
            name
            parent {
              id
            }
          }
        }
      }
    `,
    { ids: missing },
    { fetchPolicy: missing.length === 0 ? "store-only" : "store-or-network" },
  );
  const units = useMemo(() => {
    if (missing.length === 0) return living;
    const ended = nodes.flatMap((node) =>
      node?.id && node.name ? [{ id: node.id, name: node.name, parentId: node.parent?.id ?? null }] : [],
    );
    return [...living, ...ended];
  }, [living, missing, nodes]);
  return { units, isComplete };
}
