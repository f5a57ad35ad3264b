import { describe, expect, it } from "vitest";
import { cycleToPlan, lockOf } from "./planning";

const cycle = (state: string, startsOn = "2027-01-01") => ({ id: state + startsOn, state, startsOn });

describe("the cycle to plan", () => {
  const closed = cycle("CLOSED", "2026-01-01");
  const running = cycle("RUNNING", "2026-05-01");

  it("is the one that is being planned, though another one runs", () => {
    const planning = cycle("PLANNING", "2026-09-01");
    expect(cycleToPlan([closed, running, cycle("PREPARING"), planning])).toBe(planning);
  });

  it("is the nearest that is prepared, if none is planned", () => {
    const next = cycle("PREPARING", "2026-09-01");
    expect(cycleToPlan([cycle("PREPARING"), next, running])).toBe(next);
  });

  it("is the one that runs, if none is to come, and the last one, if none runs", () => {
    expect(cycleToPlan([running, closed])).toBe(running);
    expect(cycleToPlan([closed])).toBe(closed);
    expect(cycleToPlan([])).toBeUndefined();
  });
});

describe("a set", () => {
  const open = { state: "PLANNING" };

  it("is written by those who may draft, as long as it is a draft", () => {
    expect(lockOf({ state: "DRAFT" }, open, ["DRAFT_OKRS"])).toBeNull();
    expect(lockOf({ state: "DRAFT" }, open, ["COMMENT"])).toBe("notYours");
  });

  it("is the unit's own once it was shown", () => {
    expect(lockOf({ state: "PROPOSED" }, open, ["DRAFT_OKRS"])).toBe("notYours");
    expect(lockOf({ state: "ALIGNED" }, open, ["DRAFT_OKRS", "REVISE_OKRS"])).toBeNull();
  });

  it("is fixed once the unit committed, and when its time is over", () => {
    const all = ["DRAFT_OKRS", "REVISE_OKRS"];
    expect(lockOf({ state: "COMMITTED" }, open, all)).toBe("committed");
    expect(lockOf({ state: "REVIEWED" }, open, all)).toBe("over");
    expect(lockOf({ state: "DRAFT" }, { state: "CLOSED" }, all)).toBe("cycleOver");
  });
});
