/** The unit tree of one day, as lines that fold, and what tells two days apart. */
import { type TreeLine, treeLines } from "../unitTree";

export type UnitKind = "COMPANY" | "DIVISION" | "TEAM";

/** A unit as it stood on a day. */
export type UnitOfDay = {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | null;
};

type Version = {
  readonly name: string;
  readonly kind: UnitKind;
  readonly unit: { readonly id: string };
  readonly parent: { readonly id: string } | null | undefined;
};

/** The units of a day, from the versions that held on it. */
export function unitsOf(tree: readonly Version[]): UnitOfDay[] {
  return tree.map(({ name, kind, unit, parent }) => ({
    id: unit.id,
    name,
    kind,
    parentId: parent?.id ?? null,
  }));
}

export type Row = TreeLine & {
  readonly kind: UnitKind;
  /** Null for what has nothing below. */
  readonly isOpen: boolean | null;
};

/** As many units as are easily taken in at once; larger trees begin folded. */
const easy = 40;

/** The units that are open at first: all of a small tree, only the company of a large one. */
export function openAtFirst(units: readonly UnitOfDay[]): ReadonlySet<string> {
  const shown = units.length <= easy ? units : units.filter((unit) => unit.parentId === null);
  return new Set(shown.map((unit) => unit.id));
}

/** The units above one, from its parent to the company. */
export function above(units: readonly UnitOfDay[], id: string): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const ids: string[] = [];
  for (let at = byId.get(id)?.parentId ?? null; at !== null && !ids.includes(at); ) {
    ids.push(at);
    at = byId.get(at)?.parentId ?? null;
  }
  return ids;
}

/**
 * The tree as rows, without what lies in folded units.
 *
 * Args:
 *   wanted: Text that a name must hold; then nothing is folded.
 */
export function treeRows(
  units: readonly UnitOfDay[],
  open: ReadonlySet<string>,
  locale: string,
  wanted = "",
): Row[] {
  const kinds = new Map(units.map((unit) => [unit.id, unit.kind]));
  const isSearched = wanted.trim() !== "";
  const rows: Row[] = [];
  let foldedAt = Number.POSITIVE_INFINITY;
  for (const line of treeLines(units, locale, wanted)) {
    if (line.depth > foldedAt) continue;
    const isOpen = line.childCount === 0 ? null : isSearched || open.has(line.id);
    foldedAt = isOpen === false ? line.depth : Number.POSITIVE_INFINITY;
    rows.push({ ...line, kind: kinds.get(line.id) ?? "TEAM", isOpen });
  }
  return rows;
}

export type Difference =
  | { readonly how: "founded"; readonly id: string; readonly name: string; readonly parent: string | null }
  | { readonly how: "ended"; readonly id: string; readonly name: string }
  | { readonly how: "renamed"; readonly id: string; readonly name: string; readonly before: string }
  | {
      readonly how: "moved";
      readonly id: string;
      readonly name: string;
      readonly from: string | null;
      readonly to: string | null;
    };

/** What happened to units between two days; a unit that was renamed and moved is told twice. */
export function differences(
  earlier: readonly UnitOfDay[],
  later: readonly UnitOfDay[],
  locale: string,
): Difference[] {
  const before = new Map(earlier.map((unit) => [unit.id, unit]));
  const after = new Map(later.map((unit) => [unit.id, unit]));
  const nameIn = (units: Map<string, UnitOfDay>, id: string | null) =>
    id === null ? null : (units.get(id)?.name ?? null);
  const found: Difference[] = [];
  for (const unit of treeLines(later, locale)) {
    const old = before.get(unit.id);
    const { id, name, parentId } = unit;
    if (!old) {
      found.push({ how: "founded", id, name, parent: nameIn(after, parentId) });
      continue;
    }
    if (old.name !== name) found.push({ how: "renamed", id, name, before: old.name });
    if (old.parentId !== parentId)
      found.push({ how: "moved", id, name, from: nameIn(before, old.parentId), to: nameIn(after, parentId) });
  }
  for (const { id, name } of treeLines(earlier, locale)) {
    if (!after.has(id)) found.push({ how: "ended", id, name });
  }
  return found;
}
