import { describe, expect, it } from "vitest";
import { extent, linear, monthsOf, pathOf, ticksOf } from "./scales";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe("a linear scale", () => {
  it("maps the ends of its domain onto those of its range, and goes on beyond them", () => {
    const scale = linear([62, 80], [200, 0]);
    expect([62, 71, 80, 89].map(scale)).toEqual([200, 100, 0, -100]);
  });

  it("puts a single value into the middle", () => {
    expect(linear([5, 5], [0, 100])(5)).toBe(50);
  });
});

describe("ticks", () => {
  it.each([
    [[62, 85] as const, 4, [60, 70, 80, 90]],
    [[1.5, 4.1] as const, 4, [0, 2, 4, 6]],
    [[0, 1] as const, 5, [0, 0.25, 0.5, 0.75, 1]],
    [[-3, 12] as const, 5, [-5, 0, 5, 10, 15]],
  ])("of %j are round", (domain, most, expected) => {
    const ticks = ticksOf(domain, most);
    expect(ticks).toEqual(expected);
    expect(ticks.length).toBeLessThanOrEqual(most);
    expect(ticks[0]).toBeLessThanOrEqual(domain[0]);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(domain[1]);
  });

  it("stand around a value that never moved, be it nothing", () => {
    for (const value of [0, 7, -2.5]) {
      const ticks = ticksOf([value, value], 4);
      expect(ticks[0]).toBeLessThan(value);
      expect(ticks.at(-1)).toBeGreaterThan(value);
    }
  });

  it("have no tails of binary fractions", () => {
    expect(ticksOf([0.1, 0.7], 4).every((tick) => String(tick).length <= 4)).toBe(true);
  });
});

describe("months", () => {
  it("are those that begin within the span", () => {
    expect(monthsOf([day("2026-09-01"), day("2026-12-31")], 6)).toEqual(
      ["2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01"].map(day),
    );
  });

  it("are thinned out where there is no room, over a turn of the year too", () => {
    expect(monthsOf([day("2026-10-15"), day("2027-03-20")], 3)).toEqual(
      ["2026-11-01", "2027-01-01", "2027-03-01"].map(day),
    );
  });
});

describe("an extent", () => {
  it("holds all values and passes over gaps", () => {
    expect(extent([3, null, -1, undefined, 2])).toEqual([-1, 3]);
    expect(extent([null])).toBeNull();
  });
});

it("writes points as polylines take them", () => {
  expect(
    pathOf([
      { x: 1, y: 2.04 },
      { x: 3.333, y: 4 },
    ]),
  ).toBe("1,2 3.3,4");
});
