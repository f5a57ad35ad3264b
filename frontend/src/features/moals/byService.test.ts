import { describe, expect, test } from "vitest";
import { byService } from "./byService";

const moal = (id: string, serves: readonly (readonly string[])[] = [], state = "AGREED") => ({
  id,
  state,
  directions: serves.map((versions) => ({
    id: versions[0] ?? "",
    versions: versions.map((version) => ({ id: version })),
  })),
});

describe("Moals by what they serve", () => {
  test("stand in full under the first strategy that they serve, in the strategies' order", () => {
    const both = moal("both", [["b"], ["a"]]);
    const { under } = byService(["a", "b"], [both]);
    expect(under.get("a")).toEqual([{ moal: both, isFirst: true }]);
    expect(under.get("b")).toEqual([{ moal: both, isFirst: false }]);
  });

  test("stand apart when they serve none, or only what is no strategy", () => {
    const none = moal("none");
    const mission = moal("mission", [["m"]]);
    expect(byService(["a"], [none, mission]).apart).toEqual([none, mission]);
  });

  test("stand under another version of what they serve", () => {
    const old = moal("old", [["a1", "a2"]], "ACHIEVED");
    expect(byService(["a2"], [old]).under.get("a2")).toEqual([{ moal: old, isFirst: true }]);
  });

  test("are gathered at the end when they were dropped", () => {
    const gone = moal("gone", [["a"]], "DROPPED");
    const { under, apart, dropped } = byService(["a"], [gone]);
    expect([under.size, apart.length, dropped]).toEqual([0, 0, [gone]]);
  });
});
