import { describe, expect, it } from "vitest";
import { linesOf } from "./lines";
import type { Measure } from "./pen";

/** Each letter as wide as the type is large. */
const measure: Measure = (words, { size }) => words.length * size;
const type = { size: 1, weight: "text" } as const;

describe("lines", () => {
  it("hold as many words as there is room for", () => {
    expect(linesOf("one two three", 8, 3, type, measure)).toEqual(["one two", "three"]);
  });

  it("end in an ellipsis where not all words have room", () => {
    expect(linesOf("one two three four", 8, 2, type, measure)).toEqual(["one two", "three f…"]);
  });

  it("break a word that is wider than a line", () => {
    expect(linesOf("Gesellschaft", 8, 3, type, measure)).toEqual(["Gesells-", "chaft"]);
  });

  it("are none where not even a letter has room", () => {
    expect(linesOf("one", 0.5, 2, type, measure)).toEqual([]);
  });
});
