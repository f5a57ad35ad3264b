import { describe, expect, test } from "vitest";
import { isWorthAsking, nameOf, saysOf, suggested } from "./suggesting";

const finding = (id: string, more: object = {}) => ({
  id,
  version: 1,
  kind: "OVERLAP",
  strength: "LIKELY",
  ...more,
});

describe("suggested", () => {
  test("leaves out what is merely possible, and interfaces", () => {
    const found = [
      finding("a"),
      finding("b", { strength: "POSSIBLE" }),
      finding("c", { kind: "INTERFACE", strength: "CERTAIN" }),
      finding("d", { kind: "CONFLICT", strength: "CERTAIN" }),
    ];
    expect(suggested(found, []).map(({ id }) => id)).toEqual(["a", "d"]);
  });

  test("leaves out what was hidden, until it has become another one", () => {
    const hidden = [nameOf(finding("a"))];
    expect(suggested([finding("a")], hidden)).toEqual([]);
    expect(suggested([finding("a", { version: 2 })], hidden)).toHaveLength(1);
  });
});

describe("isWorthAsking", () => {
  test.each([
    ["Færre avbrudd i kassen", true],
    ["Raskere", false],
    ["12 34 56 78 90", false],
    ["  a b c d e f g  ", false],
  ])("%s: %s", (text, isWorth) => {
    expect(isWorthAsking(text)).toBe(isWorth);
  });
});

test("each rule says something of its own, and what is new says that it is similar", () => {
  expect(["SAME_METRIC", "OPPOSITE_METRIC", "SAME_TEXT", "SIMILAR_TEXT", "NEWER"].map(saysOf)).toEqual([
    "sameMetric",
    "oppositeMetric",
    "sameText",
    "similarText",
    "similarText",
  ]);
});
