import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { useCellWords } from "./useCellWords";
import { useDecision } from "./useDecision";
import { kindOf, strengthOf, useHeadWords, useRuleWords } from "./words";

const wrapper = ({ children }: { children: ReactNode }) => (
  <I18nProvider i18n={i18n}>{children}</I18nProvider>
);
const of = <Words,>(hook: () => Words) => renderHook(hook, { wrapper }).result.current;

describe("the words of a finding", () => {
  it.each([
    ["OVERLAP", "STRONG", 2, "Overlap, strong"],
    ["INTERFACE", "CERTAIN", 2, "Interface, certain"],
    ["SHARED_TARGET", "CERTAIN", 4, "Shared target in 4 units"],
    ["CONFLICT", "CERTAIN", 2, "Conflict"],
  ] as const)("of a %s that is %s between %i units", (kind, strength, units, expected) => {
    expect(of(useHeadWords)(kind, strength, units)).toBe(expected);
  });

  it("say of texts in two languages that they are", () => {
    const ruleWords = of(useRuleWords);
    expect(ruleWords("SIMILAR_TEXT", true)).toBe("similar text in two languages");
    expect(ruleWords("SIMILAR_TEXT", false)).toBe("similar text");
    expect(ruleWords("OPPOSITE_METRIC", false)).toBe("same metric, opposite direction");
  });

  it("take what this version of the app does not know for the plainest of its sort", () => {
    expect(kindOf("SOMETHING_NEW")).toBe("OVERLAP");
    expect(strengthOf("SOMETHING_NEW")).toBe("POSSIBLE");
  });
});

describe("the words of a cell", () => {
  const cell = {
    rowUnitId: "a",
    columnUnitId: "b",
    overlaps: 0,
    conflicts: 0,
    interfaces: 0,
    dependencies: 0,
  };

  it("say all that it holds, and which of the two waits", () => {
    const said = of(useCellWords)({
      ...cell,
      overlaps: 2,
      conflicts: 1,
      dependencies: 1,
      strongest: "CERTAIN",
    });
    expect(said).toBe("2 overlaps, 1 conflict, strongest: certain, the first waits for the second in 1 case");
  });

  it("say that there is nothing", () => {
    expect(of(useCellWords)(null)).toBe("nothing");
    expect(of(useCellWords)({ ...cell, strongest: null })).toBe("nothing");
  });
});

describe("what people said of a finding", () => {
  const finding = { reason: "", decidedByName: null, decidedAt: null, reopenedAt: null };

  it("is told with who said it and why", () => {
    const said = of(useDecision)({
      ...finding,
      state: "DISMISSED",
      reason: "Other customers.",
      decidedByName: "Jonas Hagen",
      decidedAt: "2026-03-02T09:00:00Z",
    });
    expect(said).toContain("Dismissed by Jonas Hagen");
    expect(said).toContain("“Other customers.”");
  });

  it("is nothing where nobody has, or where a case has the word", () => {
    expect(of(useDecision)({ ...finding, state: "OPEN" })).toBeNull();
    expect(of(useDecision)({ ...finding, state: "IN_CASE" })).toBeNull();
    expect(of(useDecision)({ ...finding, state: "OPEN", reopenedAt: "2026-03-02T09:00:00Z" })).toContain(
      "one of the texts has changed",
    );
  });
});
