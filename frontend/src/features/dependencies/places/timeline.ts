/** Where dependencies stand in the weeks of a cycle, in the lane of a unit. */

import { type CycleSpan, daysBetween } from "../../../lib/days";
import { collatorOf } from "../../../lib/order";
import { byUrgency, type Dependency, isOver, type UnitName } from "./rows";

const daysOfWeek = 7;

export type Week = {
  /** An ISO day. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** Counted from the cycle's first day; below 1 and beyond the last one outside of it. */
  readonly number: number;
  readonly isOutside: boolean;
};

export type Scale = { readonly startsOn: string; readonly days: number; readonly weeks: readonly Week[] };

export function dayAfter(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** The weeks of a cycle, and as many around it as the days of `dependencies` ask for. */
export function scaleOf(cycle: CycleSpan, dependencies: readonly Dependency[]): Scale {
  const days = dependencies.flatMap(({ neededBy, offeredBy }) => [neededBy, offeredBy ?? neededBy]);
  const places = days.map((day) => Math.floor(daysBetween(cycle.startsOn, day) / daysOfWeek));
  const inCycle = Math.ceil((daysBetween(cycle.startsOn, cycle.endsOn) + 1) / daysOfWeek);
  const first = Math.min(0, ...places);
  const last = Math.max(inCycle - 1, ...places);
  const weeks = Array.from({ length: last - first + 1 }, (_, place) => {
    const startsOn = dayAfter(cycle.startsOn, (first + place) * daysOfWeek);
    const number = first + place + 1;
    return {
      startsOn,
      endsOn: dayAfter(startsOn, daysOfWeek - 1),
      number,
      isOutside: number < 1 || number > inCycle,
    };
  });
  return { startsOn: dayAfter(cycle.startsOn, first * daysOfWeek), days: weeks.length * daysOfWeek, weeks };
}

/** Share of the scale's width at which the middle of a day lies; beyond 0 and 1 outside of it. */
export function shareOf({ startsOn, days }: Scale, day: string): number {
  return (daysBetween(startsOn, day) + 0.5) / days;
}

export type TimelineMark = {
  readonly dependency: Dependency;
  /** Shares of the width: the day that is asked for, and the one that is offered instead. */
  readonly at: number;
  readonly offeredAt: number | null;
  /** The words stand on the left, because there is no room on the right. */
  readonly isTurned: boolean;
  /** Which line of the lane, from 0, so that words don't lie on one another. */
  readonly line: number;
};

export type Lane = {
  readonly unit: UnitName;
  readonly marks: readonly TimelineMark[];
  readonly lines: number;
};

/** Marks on as few lines as there is room on, in the order of their days. */
function placed(dependencies: readonly Dependency[], scale: Scale, wordsShare: number): TimelineMark[] {
  const ends: number[] = [];
  return dependencies
    .toSorted((a, b) => a.neededBy.localeCompare(b.neededBy) || a.what.localeCompare(b.what))
    .map((dependency) => {
      const at = shareOf(scale, dependency.neededBy);
      const offeredAt = dependency.offeredBy === null ? null : shareOf(scale, dependency.offeredBy);
      const right = Math.max(at, offeredAt ?? at);
      const left = Math.min(at, offeredAt ?? at);
      const isTurned = right + wordsShare > 1;
      const [from, to] = isTurned ? [left - wordsShare, right] : [left, right + wordsShare];
      const free = ends.findIndex((end) => end <= from);
      const line = free < 0 ? ends.length : free;
      ends[line] = to;
      return { dependency, at, offeredAt, isTurned, line };
    });
}

type Options = { readonly by: "provider" | "consumer"; readonly wordsShare: number; readonly locale: string };

/**
 * Lanes of units with their marks; those with the most urgent first, then by name.
 *
 * Args:
 *   wordsShare: How much of the width the words beside a mark take.
 */
export function lanesOf(
  dependencies: readonly Dependency[],
  scale: Scale,
  { by, wordsShare, locale }: Options,
): Lane[] {
  const unitOf = ({ providerUnit, consumerUnit }: Dependency) =>
    by === "provider" ? providerUnit : consumerUnit;
  const lanes = new Map<string, { unit: UnitName; dependencies: Dependency[] }>();
  for (const dependency of byUrgency(dependencies)) {
    const unit = unitOf(dependency);
    const lane = lanes.get(unit.id) ?? { unit, dependencies: [] };
    lane.dependencies.push(dependency);
    lanes.set(unit.id, lane);
  }
  const collator = collatorOf(locale);
  const lateOf = (some: readonly Dependency[]) => some.filter((each) => each.isLate && !isOver(each)).length;
  return [...lanes.values()]
    .toSorted(
      (a, b) => lateOf(b.dependencies) - lateOf(a.dependencies) || collator.compare(a.unit.name, b.unit.name),
    )
    .map(({ unit, dependencies: some }) => {
      const marks = placed(some, scale, wordsShare);
      return { unit, marks, lines: Math.max(0, ...marks.map(({ line }) => line)) + 1 };
    });
}

export type WeekOfMarks = { readonly week: Week; readonly dependencies: readonly Dependency[] };

/** Weeks in which something is needed, each with what it is, by day. */
export function byWeek(dependencies: readonly Dependency[], scale: Scale): WeekOfMarks[] {
  return scale.weeks.flatMap((week) => {
    const some = dependencies
      .filter(({ neededBy }) => neededBy >= week.startsOn && neededBy <= week.endsOn)
      .toSorted((a, b) => a.neededBy.localeCompare(b.neededBy));
    return some.length > 0 ? [{ week, dependencies: some }] : [];
  });
}
