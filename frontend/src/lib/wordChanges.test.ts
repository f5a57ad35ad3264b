import { describe, expect, test } from "vitest";
import { wordChanges } from "./wordChanges";

const told = (before: string, after: string) =>
  wordChanges(before, after).map(
    ({ kind, text }) => `${{ same: "=", added: "+", removed: "-" }[kind]}${text}`,
  );

describe("wordChanges", () => {
  test("marks a word that was replaced, and keeps the rest", () => {
    expect(told("Norges enkleste bank", "Nordens enkleste bank")).toEqual([
      "-Norges ",
      "+Nordens ",
      "=enkleste bank",
    ]);
  });

  test("says nothing of a text that stayed", () => {
    expect(told("Trygg hver dag.", "Trygg hver dag.")).toEqual(["=Trygg hver dag."]);
  });

  test("takes a change of spaces for none", () => {
    expect(told("a b", "a  b")).toEqual(["=a  b"]);
  });

  test("keeps the longest run that both share when words move", () => {
    expect(told("one two three", "two three one")).toEqual(["-one ", "=two three ", "+one"]);
  });

  test("shows texts that are too long to compare one after the other", () => {
    const long = (word: string) => Array.from({ length: 1200 }, (_, place) => `${word}${place}`).join(" ");
    expect(wordChanges(long("a"), long("b")).map((change) => change.kind)).toEqual(["removed", "added"]);
  });

  test("begins with nothing, or ends with it", () => {
    expect(told("", "new words")).toEqual(["+new words"]);
    expect(told("old words", "")).toEqual(["-old words"]);
  });
});
