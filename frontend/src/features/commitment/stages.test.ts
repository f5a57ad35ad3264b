import { describe, expect, it } from "vitest";
import { stageOf, stages, standingOf, turnsFor } from "./stages";

const open = { state: "PLANNING" };
const unit = ["DRAFT_OKRS", "REVISE_OKRS", "COMMIT_OKRS"];

describe("stages", () => {
  it("shows what was reviewed or closed as committed to", () => {
    expect([stageOf("ALIGNED"), stageOf("REVIEWED"), stageOf("CLOSED")]).toEqual([
      "ALIGNED",
      "COMMITTED",
      "COMMITTED",
    ]);
  });

  it("has those before behind and those after ahead", () => {
    expect(stages.map((stage) => standingOf(stage, "PROPOSED"))).toEqual([
      "behind",
      "here",
      "ahead",
      "ahead",
    ]);
  });
});

describe("what may be done", () => {
  it("is one step forward, and one back where others have seen it", () => {
    expect(turnsFor("DRAFT", unit, open)).toEqual(["propose"]);
    expect(turnsFor("PROPOSED", unit, open)).toEqual(["commit", "align", "reopen"]);
    expect(turnsFor("ALIGNED", unit, open)).toEqual(["commit", "reopen"]);
    expect(turnsFor("COMMITTED", unit, open)).toEqual(["reopen"]);
  });

  it("is the unit's own: the level above helps with a draft and shows nothing", () => {
    expect(turnsFor("DRAFT", ["DRAFT_OKRS"], open)).toEqual([]);
    expect(turnsFor("PROPOSED", ["DRAFT_OKRS", "REVISE_OKRS"], open)).toEqual([]);
  });

  it("is over with the cycle's planning, and once the set was reviewed", () => {
    expect(turnsFor("PROPOSED", unit, { state: "REVIEWING" })).toEqual([]);
    expect(turnsFor("REVIEWED", unit, open)).toEqual([]);
  });
});
