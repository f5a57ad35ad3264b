import { describe, expect, it } from "vitest";
import {
  areWhole,
  countTheSame,
  equalShares,
  type Step,
  sumOfPercents,
  withAdded,
  withEqualShares,
  withMoved,
  withPercent,
  withRemoved,
} from "./steps";

const titled = (...titles: string[]): Step[] =>
  withEqualShares(titles.map((title) => ({ title, share: 0, isReached: false })));

/** The sum as the server takes it: of the decimals that are written, not of binary fractions. */
function exactSum(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + Math.round(share * 1e6), 0);
}

describe("shares", () => {
  it.each([1, 2, 3, 6, 7, 11, 19, 20])("of %i steps that count the same are exactly 1 together", (count) => {
    const shares = equalShares(count);
    expect(exactSum(shares)).toBe(1e6);
    expect(shares.every((share) => String(share).length <= 8)).toBe(true);
  });

  it("stay the same for all when a step comes or goes", () => {
    const three = withAdded(titled("a", "b"), "c");
    expect(countTheSame(three)).toBe(true);
    expect(areWhole(three)).toBe(true);
    expect(areWhole(withRemoved(three, 0))).toBe(true);
  });

  it("keep their proportions when one of several that count differently goes", () => {
    const steps = withPercent(withPercent(withPercent(titled("a", "b", "c"), 0, 50), 1, 25), 2, 25);
    expect(withRemoved(steps, 2).map(({ share }) => share)).toEqual([0.666667, 0.333333]);
  });

  it("may add up to something else while they are typed, and say so", () => {
    const steps = withPercent(withPercent(titled("a", "b"), 0, 60), 1, 30);
    expect(sumOfPercents(steps)).toBe(90);
    expect(areWhole(steps)).toBe(false);
  });
});

it("a step moves with its share, and not out of the list", () => {
  const steps = withPercent(withPercent(titled("a", "b"), 0, 70), 1, 30);
  expect(withMoved(steps, 0, 1).map(({ title, share }) => [title, share])).toEqual([
    ["b", 0.3],
    ["a", 0.7],
  ]);
  expect(withMoved(steps, 0, -1)).toEqual(steps);
});

it("a step without a title is not ready", () => {
  expect(areWhole(titled("a", " "))).toBe(false);
});
