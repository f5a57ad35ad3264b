/** Moals are for a calendar year; which cycles are of it, and which one is looked at. */

export type CycleOfYear = {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state?: string;
};

/** The cycles that begin in a year, earliest first. */
export function cyclesOf<Cycle extends CycleOfYear>(
  year: number,
  cycles: readonly Cycle[],
): readonly Cycle[] {
  return cycles
    .filter((cycle) => Number(cycle.startsOn.slice(0, 4)) === year)
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
}

/** The cycle to show of a year's: the wanted one, else the last that has begun, else the first. */
export function shownCycle<Cycle extends CycleOfYear>(
  ofYear: readonly Cycle[],
  wanted: string | null,
  today: string,
): Cycle | null {
  return (
    ofYear.find((cycle) => cycle.id === wanted) ??
    ofYear.findLast((cycle) => cycle.startsOn <= today) ??
    ofYear[0] ??
    null
  );
}

/** The years one may look at: those that have Moals, this one and the next, latest first. */
export function yearsToChoose(
  withMoals: readonly number[],
  thisYear: number,
  chosen: number,
): readonly number[] {
  return [...new Set([...withMoals, thisYear, thisYear + 1, chosen])].toSorted((a, b) => b - a);
}
