import { describe, expect, it } from "vitest";
import type { ChosenMetric } from "../../metrics/metrics";
import {
  asMeasured,
  blank,
  changesOfKind,
  type Definition,
  kindByMetric,
  kindByNumbers,
  lacks,
} from "./definitions";

const metric: ChosenMetric = { id: "metric_1", name: "Feilede trekk", measure: "%", goodDirection: "DOWN" };
const falling: Definition = { ...blank, kind: "DECREASE", metric, baseline: 4.2, target: 2, stretch: 1.5 };

describe("a definition as it is sent", () => {
  it("leaves out what its kind does not have", () => {
    expect(asMeasured({ ...falling, kind: "MAINTAIN", bandHigh: 3 })).toEqual({
      kind: "MAINTAIN",
      metric: "metric_1",
      newMetric: null,
      baseline: 4.2,
      target: null,
      stretch: null,
      bandLow: null,
      bandHigh: 3,
      steps: [],
    });
  });

  it("makes a metric that does not exist yet, and names one that does", () => {
    const fresh = { ...metric, id: null };
    expect(asMeasured({ ...falling, metric: fresh })).toMatchObject({
      metric: null,
      newMetric: { name: "Feilede trekk", measure: "%", goodDirection: "DOWN" },
    });
    expect(asMeasured(falling)).toMatchObject({ metric: "metric_1", newMetric: null });
  });

  it("is made of each person's own fields: what two changed at once are both in it", () => {
    const theirs = { ...falling, baseline: 4.4 };
    const mine: Partial<Definition> = { target: 1.8 };
    expect(asMeasured({ ...theirs, ...mine })).toMatchObject({ baseline: 4.4, target: 1.8 });
  });
});

describe("the kind", () => {
  it.each([
    ["falls where the target lies below", { kind: "INCREASE", baseline: 4, target: 2 }, "DECREASE"],
    ["rises where it lies above", { kind: "DECREASE", baseline: 2, target: 4 }, "INCREASE"],
    ["stays while one end is missing", { kind: "INCREASE", baseline: 4 }, "INCREASE"],
    ["stays where there is no way", { kind: "MAINTAIN", baseline: 4, target: 2 }, "MAINTAIN"],
  ] as const)("%s", (_claim, part, expected) => {
    expect(kindByNumbers({ ...blank, ...part })).toBe(expected);
  });

  it("follows what is good for a metric, until numbers say it", () => {
    expect(kindByMetric(blank, metric)).toBe("DECREASE");
    expect(kindByMetric(blank, { ...metric, goodDirection: "STEADY" })).toBe("MAINTAIN");
    expect(kindByMetric({ ...blank, baseline: 1 }, metric)).toBe("INCREASE");
  });

  it("takes a target with it that it contradicts", () => {
    expect(changesOfKind(falling, "INCREASE")).toEqual({ kind: "INCREASE", target: null, stretch: null });
    expect(changesOfKind(falling, "BASELINE")).toEqual({ kind: "BASELINE" });
  });
});

describe("what is missing", () => {
  it.each([
    ["everything of a way", blank, ["metric", "baseline", "target"]],
    ["nothing", falling, []],
    ["a distance", { ...falling, target: 4.2 }, ["distance"]],
    ["a band, not a target", { ...falling, kind: "MAINTAIN" }, ["band"]],
    ["no number to learn one", { ...blank, kind: "BASELINE", metric }, []],
    ["steps alone", { ...blank, kind: "MILESTONE" }, ["steps"]],
  ] as const)("%s", (_claim, definition, expected) => {
    expect(lacks(definition as Definition)).toEqual(expected);
  });
});
