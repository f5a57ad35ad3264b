/** Dependencies as the views of the place read them: which are shown, and in which order. */

import { collatorOf } from "../../../lib/order";
import type {
  DependencyColumn,
  DependencyKind,
  DependencySearch,
  DependencySide,
  DependencyState,
} from "./views";
import { dependencyKinds, dependencyStates, listed } from "./views";

/** An objective or key result at one end. */
export type End = {
  readonly id: string;
  readonly title: string;
  readonly isKeyResult: boolean;
  /** The objective itself, or the key result's. */
  readonly objectiveId: string;
  readonly objectiveTitle: string;
};

export type UnitName = { readonly id: string; readonly name: string };

export type Dependency = {
  readonly id: string;
  readonly what: string;
  /** An ISO day. */
  readonly neededBy: string;
  /** The day that is offered instead, while that is open. */
  readonly offeredBy: string | null;
  readonly kind: DependencyKind;
  readonly state: DependencyState;
  readonly isLate: boolean;
  readonly isUndecided: boolean;
  /** Until its day, negative beyond it; null when nothing waits for it any more. */
  readonly daysLeft: number | null;
  readonly fallback: string;
  readonly consumer: End;
  readonly consumerUnit: UnitName;
  /** Null until the provider says where it works on it. */
  readonly provider: End | null;
  readonly providerUnit: UnitName;
};

export type Filter = {
  readonly side: DependencySide | null;
  readonly isLate: boolean;
  readonly isUndecided: boolean;
  /** Those shown; empty for every kind. */
  readonly kinds: readonly DependencyKind[];
  /** Those shown; empty for every state but withdrawn ones, which nobody waits for. */
  readonly states: readonly DependencyState[];
};

export function filterOf(search: DependencySearch): Filter {
  return {
    side: search.side ?? null,
    isLate: search.late ?? false,
    isUndecided: search.undecided ?? false,
    kinds: listed(dependencyKinds, search.kinds),
    states: listed(dependencyStates, search.states),
  };
}

/**
 * Keep the dependencies that a filter lets through.
 *
 * Args:
 *   ownUnits: The unit that one looks at, with all below it; what both ends of lie in them is ours and theirs.
 */
export function filtered<Row extends Dependency>(
  dependencies: readonly Row[],
  filter: Filter,
  ownUnits: ReadonlySet<string>,
): Row[] {
  const { side, isLate, isUndecided, kinds, states } = filter;
  return dependencies.filter((dependency) => {
    const unit = side === "ours" ? dependency.consumerUnit : dependency.providerUnit;
    return (
      (side === null || ownUnits.has(unit.id)) &&
      (!isLate || dependency.isLate) &&
      (!isUndecided || dependency.isUndecided) &&
      (kinds.length === 0 || kinds.includes(dependency.kind)) &&
      (states.length === 0 ? dependency.state !== "WITHDRAWN" : states.includes(dependency.state))
    );
  });
}

const over: readonly DependencyState[] = ["DELIVERED", "DECLINED", "WITHDRAWN"];

export function isOver({ state }: Pick<Dependency, "state">): boolean {
  return over.includes(state);
}

/** What needs somebody first: late, then undecided, then by the day that it is needed; what is over comes last. */
function urgency(dependency: Dependency): number {
  if (isOver(dependency)) return 3 + over.indexOf(dependency.state);
  if (dependency.isLate) return 0;
  return dependency.isUndecided ? 1 : 2;
}

const byDay = (a: Dependency, b: Dependency) => a.neededBy.localeCompare(b.neededBy);

export function byUrgency<Row extends Dependency>(dependencies: readonly Row[]): Row[] {
  return dependencies.toSorted((a, b) => urgency(a) - urgency(b) || byDay(a, b));
}

export type Sorting = { readonly column: DependencyColumn; readonly isDown: boolean };

export function sortingOf(sort: string | undefined): Sorting | null {
  if (!sort) return null;
  return { column: sort.replace(/^-/, "") as DependencyColumn, isDown: sort.startsWith("-") };
}

/** The next order after a press on a column: up, down, and the usual one again. */
export function nextSort(sorting: Sorting | null, column: DependencyColumn): string | undefined {
  if (sorting?.column !== column) return column;
  return sorting.isDown ? undefined : `-${column}`;
}

/** In the order that was asked for; what is alike in it stays by urgency. */
export function sorted<Row extends Dependency>(
  dependencies: readonly Row[],
  sorting: Sorting | null,
  locale: string,
): Row[] {
  const urgentFirst = byUrgency(dependencies);
  if (!sorting) return urgentFirst;
  const collator = collatorOf(locale);
  const orders: Record<DependencyColumn, (a: Dependency, b: Dependency) => number> = {
    consumer: (a, b) => collator.compare(a.consumerUnit.name, b.consumerUnit.name),
    what: (a, b) => collator.compare(a.what, b.what),
    day: byDay,
    kind: (a, b) => dependencyKinds.indexOf(a.kind) - dependencyKinds.indexOf(b.kind),
    provider: (a, b) => collator.compare(a.providerUnit.name, b.providerUnit.name),
    state: (a, b) => dependencyStates.indexOf(a.state) - dependencyStates.indexOf(b.state),
  };
  const order = orders[sorting.column];
  return urgentFirst.toSorted((a, b) => (sorting.isDown ? -1 : 1) * order(a, b));
}

export type Counts = { readonly all: number; readonly late: number; readonly undecided: number };

export function countsOf(dependencies: readonly Dependency[]): Counts {
  const living = dependencies.filter(({ state }) => state !== "WITHDRAWN");
  return {
    all: living.length,
    late: living.filter(({ isLate }) => isLate).length,
    undecided: living.filter(({ isUndecided }) => isUndecided).length,
  };
}
