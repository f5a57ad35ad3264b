import { childrenOf, type UnitLine } from "../units/unitTree";
import type { Branch } from "./layout";
import type { PyramidObjective } from "./looks";

export type UnitBranch = Omit<Branch, "children"> & {
  readonly children: readonly UnitBranch[];
  readonly objectiveCount: number;
};

/**
 * The company as one tree: units with their objectives, each unit knowing how many there are below.
 *
 * Returns:
 *   Null without units. Units without any objective at or below them are in it too (see `withoutEmptyUnits`).
 */
export function pyramidTree(
  units: readonly UnitLine[],
  objectives: readonly PyramidObjective[],
  locale: string,
): UnitBranch | null {
  const byUnit = new Map<string, string[]>();
  for (const { id, unitId } of objectives) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), id]);
  const children = childrenOf(units, locale);
  const grow = (unit: UnitLine): UnitBranch => {
    const below = (children.get(unit.id) ?? []).map(grow);
    const tileIds = byUnit.get(unit.id) ?? [];
    return {
      id: unit.id,
      name: unit.name,
      tileIds,
      children: below,
      objectiveCount: below.reduce((sum, branch) => sum + branch.objectiveCount, tileIds.length),
    };
  };
  const roots = (children.get(null) ?? []).map(grow);
  const [first] = roots;
  if (!first || roots.length === 1) return first ?? null;
  // Units of the past stand beside the company; they are shown within it, where they belonged.
  const rest = roots.slice(1);
  return {
    ...first,
    children: [...first.children, ...rest],
    objectiveCount: roots.reduce((sum, branch) => sum + branch.objectiveCount, 0),
  };
}

/** The tree without units that have no objective at or below them; the company itself stays. */
export function withoutEmptyUnits(tree: UnitBranch): UnitBranch {
  const children = tree.children.filter((child) => child.objectiveCount > 0);
  return { ...tree, children: children.map(withoutEmptyUnits) };
}

export function countUnits(tree: UnitBranch): number {
  return tree.children.reduce((sum, child) => sum + countUnits(child), 1);
}
