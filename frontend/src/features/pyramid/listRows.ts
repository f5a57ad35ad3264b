import type { PyramidObjective } from "./looks";
import type { UnitBranch } from "./pyramidTree";

export type KeyResultLine = { readonly id: string; readonly title: string };

type Place = {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: number;
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly of: number;
};

export type ListRow =
  | (Place & { readonly kind: "unit"; readonly branch: UnitBranch; readonly isOpen: boolean | null })
  | (Place & { readonly kind: "objective"; readonly objective: PyramidObjective; readonly isOpen: boolean })
  | (Place & { readonly kind: "keyResult"; readonly objectiveId: string });

/**
 * The rows of the list that are in sight: the tree without what is folded away.
 *
 * Args:
 *   keyResults: Ids of the key results of those objectives that were unfolded and fetched.
 */
export function listRows(
  tree: UnitBranch,
  objectives: ReadonlyMap<string, PyramidObjective>,
  open: ReadonlySet<string>,
  keyResults: ReadonlyMap<string, readonly string[]>,
): ListRow[] {
  const rows: ListRow[] = [];
  const addObjective = (objective: PyramidObjective, at: Omit<Place, "id">) => {
    const isOpen = open.has(objective.id);
    rows.push({ ...at, id: objective.id, kind: "objective", objective, isOpen });
    if (!isOpen) return;
    const ids = keyResults.get(objective.id) ?? [];
    ids.forEach((id, index) => {
      rows.push({
        id,
        kind: "keyResult",
        objectiveId: objective.id,
        parentId: objective.id,
        level: at.level + 1,
        place: index + 1,
        of: ids.length,
      });
    });
  };
  const addUnit = (branch: UnitBranch, at: Omit<Place, "id">) => {
    const own = branch.tileIds.flatMap((id) => objectives.get(id) ?? []);
    const of = own.length + branch.children.length;
    const isOpen = of === 0 ? null : open.has(branch.id);
    rows.push({ ...at, id: branch.id, kind: "unit", branch, isOpen });
    if (!isOpen) return;
    const below = { parentId: branch.id, level: at.level + 1, of };
    for (const [index, objective] of own.entries()) addObjective(objective, { ...below, place: index + 1 });
    for (const [index, child] of branch.children.entries())
      addUnit(child, { ...below, place: own.length + index + 1 });
  };
  addUnit(tree, { parentId: null, level: 1, place: 1, of: 1 });
  return rows;
}

/** Ids of all units down to a level, which is how far the list is unfolded at first. */
export function unitsDownTo(tree: UnitBranch, levels: number): string[] {
  if (levels === 0) return [];
  return [tree.id, ...tree.children.flatMap((child) => unitsDownTo(child, levels - 1))];
}
