import { collatorOf } from "../../lib/order";

export type UnitLine = { readonly id: string; readonly name: string; readonly parentId: string | null };
export type TreeLine = UnitLine & { readonly depth: number; readonly childCount: number };

/** Children of each unit, by name as the locale sorts. */
export function childrenOf<Unit extends UnitLine>(
  units: readonly Unit[],
  locale: string,
): Map<string | null, Unit[]> {
  const known = new Set(units.map((unit) => unit.id));
  const children = new Map<string | null, Unit[]>();
  for (const unit of units) {
    // Whose parent cannot be seen stands at the top.
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const collator = collatorOf(locale);
  for (const siblings of children.values()) siblings.sort((a, b) => collator.compare(a.name, b.name));
  return children;
}

/**
 * The tree as lines, from the root down.
 *
 * Args:
 *   wanted: Text that a name must hold; the units above a match stay, so one sees where it belongs.
 */
export function treeLines(units: readonly UnitLine[], locale: string, wanted = ""): TreeLine[] {
  const children = childrenOf(units, locale);
  const needle = wanted.trim().toLocaleLowerCase(locale);
  const lines: TreeLine[] = [];
  const walk = (unit: UnitLine, depth: number): boolean => {
    const place = lines.length;
    const below = children.get(unit.id) ?? [];
    lines.push({ ...unit, depth, childCount: below.length });
    const hasMatchBelow = below.map((child) => walk(child, depth + 1)).some(Boolean);
    const isMatch = needle === "" || unit.name.toLocaleLowerCase(locale).includes(needle);
    if (!isMatch && !hasMatchBelow) lines.splice(place);
    return isMatch || hasMatchBelow;
  };
  for (const root of children.get(null) ?? []) walk(root, 0);
  return lines;
}
