import type { Strength } from "./matrix";

/** The tabs of the list, as the address names them. */
export const tabs = ["open", "in-case", "agreed", "dismissed"] as const;
export type Tab = (typeof tabs)[number];

export const kinds = ["OVERLAP", "SHARED_TARGET", "CONFLICT", "INTERFACE"] as const;
export type Kind = (typeof kinds)[number];

/** Strengths that a list can begin at; below the first of them nothing is found. */
export const leastStrengths = ["LIKELY", "STRONG", "CERTAIN"] as const satisfies readonly Strength[];

export type AlignmentSearch = {
  /** What became of the findings that are listed; of those that are open without it. */
  tab?: Tab;
  kind?: Kind;
  least?: (typeof leastStrengths)[number];
  /** The chosen cell of the matrix: only what lies between these two units is listed. */
  row?: string;
  column?: string;
  /** Another unit, whose children are the columns: two divisions, team by team. */
  across?: string;
  /** The matrix as its twin. */
  as?: "list";
  /** The finding that is shown before all others. */
  finding?: string;
};

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

export function alignmentSearch(search: Record<string, unknown>): AlignmentSearch {
  return {
    tab: oneOf(tabs, search.tab),
    kind: oneOf(kinds, search.kind),
    least: oneOf(leastStrengths, search.least),
    row: text(search.row),
    column: text(search.column),
    across: text(search.across),
    as: search.as === "list" ? "list" : undefined,
    finding: text(search.finding),
  };
}
