import { describe, expect, test } from "vitest";
import { cyclesOf, shownCycle, yearsToChoose } from "./years";

const cycle = (name: string, startsOn: string, endsOn: string) => ({ id: name, name, startsOn, endsOn });
const T1 = cycle("T1", "2026-01-01", "2026-04-30");
const T2 = cycle("T2", "2026-05-01", "2026-08-31");
const T3 = cycle("T3", "2026-09-01", "2026-12-31");
const late = cycle("late", "2025-11-15", "2026-02-28");

describe("the cycles of a year", () => {
  test("are those that begin in it, earliest first", () => {
    expect(cyclesOf(2026, [T3, late, T1, T2])).toEqual([T1, T2, T3]);
    expect(cyclesOf(2025, [T3, late])).toEqual([late]);
  });

  test("show the one that was asked for", () => {
    expect(shownCycle([T1, T2, T3], "T3", "2026-02-02")).toBe(T3);
  });

  test("show the last one that has begun when another year's was asked for", () => {
    expect(shownCycle([T1, T2, T3], "late", "2026-06-01")).toBe(T2);
  });

  test("show the first one of a year to come, and none where there is none", () => {
    expect(shownCycle([T1, T2], null, "2025-06-01")).toBe(T1);
    expect(shownCycle([], null, "2026-06-01")).toBe(null);
  });
});

test("one may look at years with Moals, this one, the next, and the one looked at", () => {
  expect(yearsToChoose([2024, 2026], 2026, 2030)).toEqual([2030, 2027, 2026, 2024]);
});
