import { expect, it } from "vitest";
import { type Line, onceEach, sides, told } from "./lines";

const line = (key: string, level: 0 | 1, fate: Line["fate"] = "SAME"): Line => ({
  key,
  level,
  fate,
  before: key,
  after: key,
});

it("marks the words that went and those that came", () => {
  const changed = {
    ...line("k", 1, "CHANGED"),
    before: "Failed charges 4 → 2 %",
    after: "Failed charges 4 → 1 %",
  };
  expect(sides(changed)).toEqual({
    before: [
      { text: "Failed charges 4 → ", isMarked: false },
      { text: "2 ", isMarked: true },
      { text: "%", isMarked: false },
    ],
    after: [
      { text: "Failed charges 4 → ", isMarked: false },
      { text: "1 ", isMarked: true },
      { text: "%", isMarked: false },
    ],
  });
});

it("marks nothing in what comes or goes as a whole", () => {
  expect(sides({ ...line("k", 1, "ADDED"), before: "" })).toEqual({
    before: [],
    after: [{ text: "k", isMarked: false }],
  });
});

it("tells an objective with all its lines once one of them changes, and counts the others", () => {
  const lines = [line("a", 0), line("a1", 1), line("b", 0), line("b1", 1, "REMOVED"), line("b2", 1)];
  expect(told(lines).lines.map(({ key }) => key)).toEqual(["b", "b1", "b2"]);
  expect(told(lines).untold).toBe(1);
});

it("tells once what two units lack in the same words", () => {
  const [late, other] = [{ message: "Late" }, { message: "Other" }];
  expect(onceEach([late, other, { message: "Late" }])).toEqual([late, other]);
});
