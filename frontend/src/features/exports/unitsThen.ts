import type { UnitLine } from "../units/unitTree";

/** The names of a unit and of all above it, the highest first; none where the tree doesn't have the unit. */
export function namesDownTo(unitId: string, tree: readonly UnitLine[]): readonly string[] {
  const known = new Map(tree.map((unit) => [unit.id, unit]));
  const names: string[] = [];
  for (let unit = known.get(unitId); unit; unit = unit.parentId ? known.get(unit.parentId) : undefined) {
    known.delete(unit.id);
    names.unshift(unit.name);
  }
  return names;
}
