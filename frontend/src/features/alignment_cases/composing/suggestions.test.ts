import { describe, expect, it } from "vitest";
import type { KeyResultLine, ObjectiveLine } from "./changes";
import { type Outcome, outcomes, type Subject, suggested } from "./suggestions";

const keyResult = (id: string, metricId: string | null = null): KeyResultLine => ({
  id,
  title: id,
  metricId,
  measure: "%",
  baseline: 1,
  target: 2,
  hasWay: true,
});

const objective = (id: string, unitId: string, ...keyResults: KeyResultLine[]): ObjectiveLine => ({
  id,
  title: `Title of ${id}`,
  why: "",
  unitId,
  unitName: unitId,
  keyResults,
});

const failed = keyResult("failed charges", "metric");
const trekk = keyResult("feilede trekk", "metric");
const ours = objective("ours", "betaling", trekk, keyResult("tid"));
const theirs = objective("theirs", "risiko", failed, keyResult("reports"));
const subject: Subject = { objectives: [ours, theirs], pairs: [] };

function changes(outcome: Outcome, about = subject, stays = "ours") {
  let count = 0;
  return suggested(outcome, about, stays, () => `${++count}`);
}

describe("suggested", () => {
  it("moves what only the other one had when two are merged, and shares what stays", () => {
    expect(changes("MERGE")).toMatchObject([
      { kind: "MOVE_KEY_RESULT", keyResult: "reports", toObjective: "ours" },
      { kind: "DROP_OBJECTIVE", objective: "theirs" },
      { kind: "SHARE_OBJECTIVE", objective: "ours", unit: "risiko", share: 0.5 },
    ]);
  });

  it("drops the key result of the same metric, not the whole objective", () => {
    expect(changes("DROP")).toMatchObject([{ kind: "DROP_KEY_RESULT", keyResult: "failed charges" }]);
    expect(changes("DROP", subject, "theirs")).toMatchObject([
      { kind: "DROP_KEY_RESULT", keyResult: "feilede trekk" },
    ]);
  });

  it("drops the objective when nothing would prove it afterwards", () => {
    const alone = objective("theirs", "risiko", failed);
    expect(changes("DROP", { objectives: [ours, alone], pairs: [] })).toMatchObject([
      { kind: "DROP_OBJECTIVE", objective: "theirs" },
    ]);
  });

  it("takes key results for alike that a finding holds side by side, in either order", () => {
    const pairs = [{ a: "reports", b: "tid" }];
    expect(changes("DROP", { ...subject, pairs })).toMatchObject([{ kind: "DROP_OBJECTIVE", objective: "theirs" }]);
    expect(changes("MERGE", { ...subject, pairs }).map(({ kind }) => kind)).not.toContain("MOVE_KEY_RESULT");
  });

  it("hands an objective to the unit that stays", () => {
    const alone = objective("theirs", "risiko", keyResult("reports"));
    expect(changes("HAND_OVER", { objectives: [ours, alone], pairs: [] })).toMatchObject([
      { kind: "MOVE_OBJECTIVE", objective: "theirs", unit: "betaling" },
    ]);
  });

  it("lets the other one wait for what comes first", () => {
    expect(changes("SEQUENCE", subject, "theirs")).toMatchObject([
      { kind: "ADD_DEPENDENCY", objective: "ours", unit: "risiko" },
    ]);
  });

  it("begins a split with the words of today", () => {
    expect(changes("SPLIT")).toMatchObject([
      { kind: "REWORD_OBJECTIVE", objective: "ours", title: "Title of ours" },
      { kind: "REWORD_OBJECTIVE", objective: "theirs", title: "Title of theirs" },
    ]);
  });

  it("shares evenly between all units that take part, each once", () => {
    const more = [ours, theirs, objective("second", "risiko"), objective("third", "hamburg")];
    const shares = changes("CO_OWN", { objectives: more, pairs: [] }).filter(
      ({ kind }) => kind === "SHARE_OBJECTIVE",
    );
    expect(shares.map(({ unit, share }) => [unit, share])).toEqual([
      ["risiko", 0.33],
      ["hamburg", 0.33],
    ]);
  });

  it.each(outcomes)("suggests nothing for one objective alone: %s", (outcome) => {
    expect(changes(outcome, { objectives: [ours], pairs: [] })).toEqual([]);
  });

  it("changes nothing when both are kept", () => {
    expect(changes("KEEP_BOTH")).toEqual([]);
  });
});
