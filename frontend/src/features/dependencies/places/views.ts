/** What the address of the place says; the router reads it, so nothing else belongs here. */

export const dependencyViews = ["table", "graph", "timeline", "chains"] as const;
export type DependencyView = (typeof dependencyViews)[number];

export const dependencySides = ["ours", "theirs"] as const;
/** What we wait for, or what others wait for of us; without it both. */
export type DependencySide = (typeof dependencySides)[number];

export const dependencyKinds = ["GATES", "SLOWS", "INFORMS"] as const;
export type DependencyKind = (typeof dependencyKinds)[number];

export const dependencyStates = [
  "REQUESTED",
  "COUNTERED",
  "ACCEPTED",
  "DELIVERED",
  "DECLINED",
  "WITHDRAWN",
] as const;
export type DependencyState = (typeof dependencyStates)[number];

export const dependencyColumns = ["consumer", "what", "day", "kind", "provider", "state"] as const;
export type DependencyColumn = (typeof dependencyColumns)[number];

export const dependencyDirections = ["upstream", "downstream"] as const;
/** What something waits for, or what waits for it; without it both. */
export type DependencyDirection = (typeof dependencyDirections)[number];

export type DependencySearch = {
  view?: DependencyView;
  side?: DependencySide;
  late?: true;
  undecided?: true;
  /** Several, with commas between them. */
  kinds?: string;
  states?: string;
  /** A column, with a hyphen before it where the last comes first. */
  sort?: string;
  /** The dependency whose details are open. */
  open?: string;
  /** The objective or unit that the graph is drawn around, or whose chain is shown. */
  of?: string;
  direction?: DependencyDirection;
  depth?: number;
  /** Whose lanes the timeline has. */
  lanes?: "consumer";
};

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf = <Value extends string>(values: readonly Value[], value: unknown) =>
  values.find((candidate) => candidate === value);

export const deepest = 20;

/** Keep what the address may say, and leave out the rest. */
export function dependencySearch(search: Record<string, unknown>): DependencySearch {
  const depth = Number(search.depth);
  return {
    view: oneOf(dependencyViews, search.view),
    side: oneOf(dependencySides, search.side),
    late: search.late === true ? true : undefined,
    undecided: search.undecided === true ? true : undefined,
    kinds: listed(dependencyKinds, search.kinds).join(",") || undefined,
    states: listed(dependencyStates, search.states).join(",") || undefined,
    sort: oneOf(dependencyColumns, text(search.sort)?.replace(/^-/, "")) && text(search.sort),
    open: text(search.open),
    of: text(search.of),
    direction: oneOf(dependencyDirections, search.direction),
    depth: Number.isInteger(depth) && depth >= 1 && depth <= deepest ? depth : undefined,
    lanes: search.lanes === "consumer" ? "consumer" : undefined,
  };
}

/** The values of an address that are known, in their usual order. */
export function listed<Value extends string>(values: readonly Value[], listing: unknown): Value[] {
  const named = new Set((text(listing) ?? "").split(","));
  return values.filter((value) => named.has(value));
}
