import { describe, expect, it } from "vitest";
import { countsByTab, newAmong, tabOf } from "./states";

describe("the tabs", () => {
  it("count what is confirmed among what is open", () => {
    const counts = [
      { state: "OPEN", kind: "OVERLAP", count: 4 },
      { state: "CONFIRMED", kind: "CONFLICT", count: 2 },
      { state: "DISMISSED", kind: "OVERLAP", count: 11 },
    ];
    expect(countsByTab(counts, null)).toEqual({ open: 6, "in-case": 0, agreed: 0, dismissed: 11 });
    expect(countsByTab(counts, "CONFLICT")).toEqual({ open: 2, "in-case": 0, agreed: 0, dismissed: 0 });
  });

  it.each([
    ["OPEN", "open"],
    ["CONFIRMED", "open"],
    ["IN_CASE", "in-case"],
    ["RESOLVED", "agreed"],
    ["DISMISSED", "dismissed"],
  ])("hold %s under %s", (state, tab) => expect(tabOf(state)).toBe(tab));
});

describe("what is new to a list that somebody reads", () => {
  const shown = new Set(["a", "b", "c"]);

  it("is what stands between, before or behind what is shown", () => {
    expect(newAmong(["x", "a", "y", "b", "c", "z"], shown, false)).toEqual(["x", "y", "z"]);
  });

  it("is not what would come with the next page", () => {
    expect(newAmong(["x", "a", "b", "z"], shown, true)).toEqual(["x"]);
    expect(newAmong(["z"], shown, true)).toEqual([]);
  });

  it("is nothing when something only went away", () => {
    expect(newAmong(["a", "c"], shown, false)).toEqual([]);
  });
});
