import { describe, expect, it } from "vitest";
import { countDaysIn, daysBetween, expectedPace, formatDay, localDay, weekOfCycle } from "./days";

const cycle = { startsOn: "2027-01-01", endsOn: "2027-04-30" };

describe("localDay", () => {
  it("is the organisation's day, wherever somebody sits", () => {
    const lateInLondon = new Date("2026-11-22T23:30:00Z");
    countDaysIn("Europe/Oslo");
    expect(localDay(lateInLondon)).toBe("2026-11-23");
    countDaysIn("America/New_York");
    expect(localDay(lateInLondon)).toBe("2026-11-22");
  });
});

describe("weekOfCycle", () => {
  it("counts from the first day", () => {
    expect(weekOfCycle(cycle, "2027-01-01")).toEqual({ week: 1, of: 18 });
    expect(weekOfCycle(cycle, "2027-01-08")).toEqual({ week: 2, of: 18 });
  });

  it("names no week outside the cycle", () => {
    expect(weekOfCycle(cycle, "2026-12-31")).toBeNull();
    expect(weekOfCycle(cycle, "2027-05-01")).toBeNull();
  });
});

describe("expectedPace", () => {
  it("runs from 0 to 1 and no further", () => {
    expect(expectedPace(cycle, "2026-01-01")).toBe(0);
    expect(expectedPace(cycle, "2027-03-02")).toBeCloseTo(0.5, 2);
    expect(expectedPace(cycle, "2028-01-01")).toBe(1);
  });
});

describe("days", () => {
  it("are not shifted by summer time", () => {
    expect(daysBetween("2027-03-27", "2027-03-29")).toBe(2);
  });

  it("are written with their year only when it is another", () => {
    const now = new Date("2027-02-01T08:00:00Z");
    expect(formatDay("2027-02-17", "nb", now)).toBe("17. feb.");
    expect(formatDay("2026-02-17", "nb", now)).toBe("17. feb. 2026");
  });
});
