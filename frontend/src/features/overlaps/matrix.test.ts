import { describe, expect, it } from "vitest";
import { type Cell, matrixOf, openIn, pairsOf, type Strength, shadeOf, walk } from "./matrix";

const unit = (id: string) => ({ id, name: id, objectives: 2 });

function cell(rowUnitId: string, columnUnitId: string, part: Partial<Cell> = {}): Cell {
  return {
    rowUnitId,
    columnUnitId,
    overlaps: 0,
    conflicts: 0,
    interfaces: 0,
    dependencies: 0,
    strongest: null,
    ...part,
  };
}

const units = ["app", "kasse", "risiko"].map(unit);

describe("the shade of a cell", () => {
  it.each([
    ["nothing is not shaded", 0, null, 0],
    ["a single guess is faint", 1, "POSSIBLE", 1],
    ["several guesses are darker", 3, "LIKELY", 2],
    ["one that is strong is as dark as several guesses", 1, "STRONG", 2],
    ["several with a certain one are darkest", 2, "CERTAIN", 3],
  ] as [string, number, Strength | null, number][])("%s", (_case, overlaps, strongest, expected) => {
    expect(shadeOf(cell("app", "kasse", { overlaps, strongest }))).toBe(expected);
  });

  it("leaves a cell with dependencies alone unshaded", () => {
    expect(shadeOf(cell("app", "kasse", { dependencies: 4 }))).toBe(0);
    expect(shadeOf(null)).toBe(0);
  });
});

describe("what is open between two units", () => {
  it("counts every kind, but not what one waits for", () => {
    expect(openIn(cell("app", "kasse", { overlaps: 2, conflicts: 1, interfaces: 1, dependencies: 5 }))).toBe(
      4,
    );
    expect(openIn(null)).toBe(0);
  });
});

describe("the matrix as a list", () => {
  const both = (a: string, b: string, part: Partial<Cell>) => [cell(a, b, part), cell(b, a, part)];

  it("names every two units once, with which of them waits", () => {
    const matrix = matrixOf(units, units, [
      cell("app", "kasse", { overlaps: 1, strongest: "LIKELY", dependencies: 2 }),
      cell("kasse", "app", { overlaps: 1, strongest: "LIKELY" }),
    ]);
    expect(pairsOf(matrix).map(({ a, b, waits }) => [a.id, b.id, waits])).toEqual([
      ["app", "kasse", { ofA: 2, ofB: 0 }],
    ]);
  });

  it("begins with conflicts, then with what is strongest, then with the most", () => {
    const matrix = matrixOf(units, units, [
      ...both("app", "kasse", { overlaps: 3, strongest: "LIKELY" }),
      ...both("app", "risiko", { overlaps: 4, strongest: "STRONG" }),
      ...both("kasse", "risiko", { conflicts: 1, strongest: "CERTAIN" }),
    ]);
    expect(pairsOf(matrix).map(({ a, b }) => `${a.id} ${b.id}`)).toEqual([
      "kasse risiko",
      "app risiko",
      "app kasse",
    ]);
  });

  it("has what lies within one unit, and nothing that is empty", () => {
    const matrix = matrixOf(units, units, [cell("app", "app", { overlaps: 1 }), cell("kasse", "risiko")]);
    expect(pairsOf(matrix).map(({ a, b }) => `${a.id} ${b.id}`)).toEqual(["app app"]);
  });

  it("lists a matrix of other columns than rows whole", () => {
    const others = ["kjerne", "data"].map(unit);
    const matrix = matrixOf(units, others, [cell("risiko", "data", { dependencies: 1 })]);
    expect(pairsOf(matrix).map(({ a, b, waits }) => [a.id, b.id, waits.ofA])).toEqual([
      ["risiko", "data", 1],
    ]);
  });
});

describe("walking the matrix by keys", () => {
  const size = { rows: 3, columns: 4 };
  const middle = { row: 1, column: 1 };

  it.each([
    ["ArrowUp", false, { row: 0, column: 1 }],
    ["ArrowDown", false, { row: 2, column: 1 }],
    ["ArrowLeft", false, { row: 1, column: 0 }],
    ["ArrowRight", false, { row: 1, column: 2 }],
    ["Home", false, { row: 1, column: 0 }],
    ["End", false, { row: 1, column: 3 }],
    ["Home", true, { row: 0, column: 0 }],
    ["End", true, { row: 2, column: 3 }],
    ["PageDown", false, { row: 2, column: 1 }],
  ])("%s (far: %s) leads where a grid's does", (key, isFar, expected) => {
    expect(walk(middle, key, isFar, size)).toEqual(expected);
  });

  it("stops at the edges, and leaves other keys alone", () => {
    expect(walk({ row: 2, column: 3 }, "ArrowRight", false, size)).toEqual({ row: 2, column: 3 });
    expect(walk({ row: 0, column: 0 }, "ArrowUp", false, size)).toEqual({ row: 0, column: 0 });
    expect(walk(middle, "a", false, size)).toBeNull();
  });
});
