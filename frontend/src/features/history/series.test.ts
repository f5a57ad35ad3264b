import { describe, expect, it } from "vitest";
import { marksOf, paceOf, spanOf, valuesOf, type Way } from "./series";

const measurement = (day: string, value: number, isSuperseded = false) => ({
  id: `measurement_${day}_${value}`,
  measuredAt: `${day}T10:00:00Z`,
  value,
  isSuperseded,
});

const checkIn = (
  day: string,
  value: number | null,
  more: { confidence?: number; isSuperseded?: boolean } = {},
) => ({
  id: `check_in_${day}_${value}`,
  at: `${day}T10:00:00Z`,
  value,
  progress: value === null ? null : value / 100,
  confidence: more.confidence ?? null,
  whatChanged: "",
  isSuperseded: more.isSuperseded ?? false,
});

const way: Way = {
  kind: "INCREASE",
  isAspirational: false,
  measure: "%",
  baseline: 62,
  target: 80,
  stretch: 85,
  bandLow: null,
  bandHigh: null,
};

describe("marks", () => {
  it("are one for a check-in and the measurement that it made", () => {
    const marks = marksOf([checkIn("2026-03-02", 66, { confidence: 7 })], [measurement("2026-03-02", 66)]);
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({ value: 66, confidence: 7, isCheckIn: true });
  });

  it("hold what others measured too, oldest first", () => {
    const marks = marksOf(
      [checkIn("2026-03-02", 66)],
      [measurement("2026-03-09", 67), measurement("2026-02-20", 64)],
    );
    expect(marks.map(({ value, isCheckIn }) => [value, isCheckIn])).toEqual([
      [64, false],
      [66, true],
      [67, false],
    ]);
  });

  it("keep what was corrected, before what stands in its place", () => {
    const marks = marksOf(
      [checkIn("2026-03-02", 66), checkIn("2026-03-02", 96, { isSuperseded: true })],
      [measurement("2026-03-02", 66), measurement("2026-03-02", 96, true)],
    );
    expect(marks.map(({ value, isSuperseded }) => [value, isSuperseded])).toEqual([
      [96, true],
      [66, false],
    ]);
  });

  it("of a milestone say how far it has come, in percent", () => {
    expect(marksOf([checkIn("2026-03-02", 40)], null).map(({ value }) => value)).toEqual([40]);
    expect(marksOf([checkIn("2026-03-02", null)], null).map(({ value }) => value)).toEqual([null]);
  });
});

describe("the span", () => {
  const cycle = [Date.parse("2026-01-01"), Date.parse("2026-04-30")] as const;

  it("is the cycle where nothing is known before it", () => {
    expect(spanOf(cycle, marksOf([checkIn("2026-02-02", 66)], []))).toEqual(cycle);
  });

  it("goes back as far as something is known, and no further than a cycle's length", () => {
    const marks = marksOf([checkIn("2025-11-02", 60), checkIn("2024-02-02", 50)], []);
    expect(spanOf(cycle, marks)).toEqual([marks[1]?.at, cycle[1]]);
  });

  it("decides which values have to be in sight", () => {
    const marks = marksOf([checkIn("2025-11-02", 60), checkIn("2024-02-02", 5)], []);
    expect(valuesOf(way, marks, spanOf(cycle, marks))).toEqual([60, 85]);
  });
});

describe("an even pace", () => {
  it("ends at the target, or at what counts as a success", () => {
    expect(paceOf(way)).toEqual([62, 80]);
    expect(paceOf({ ...way, isAspirational: true })?.[1]).toBeCloseTo(74.6);
  });

  it("is none for a band, and for what has to be learned", () => {
    expect(paceOf({ ...way, kind: "MAINTAIN" })).toBeNull();
    expect(paceOf({ ...way, kind: "BASELINE" })).toBeNull();
    expect(paceOf({ ...way, target: null })).toBeNull();
  });
});
