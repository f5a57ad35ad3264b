import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { blank, type Definition } from "./definitions";
import { useSentence } from "./words";

const wrapper = ({ children }: { children: ReactNode }) => (
  <I18nProvider i18n={i18n}>{children}</I18nProvider>
);
const metric = { id: "metric_1", name: "Failed charges", measure: "%", goodDirection: "DOWN" } as const;

function sentence(definition: Partial<Definition>, options?: { isNamed: boolean }): string {
  const { result } = renderHook(() => useSentence(), { wrapper });
  return result.current({ ...blank, ...definition }, options);
}

it.each([
  [
    "a way",
    { kind: "DECREASE", metric, baseline: 4.2, target: 2, stretch: 1.5 },
    "Failed charges: from 4.2% to 2%, stretch 1.5%",
  ],
  ["the end of a way alone", { metric, target: 2 }, "Failed charges: to 2%"],
  [
    "a word once",
    { metric: { ...metric, name: "Wait", measure: "days" }, baseline: 12, target: 4 },
    "Wait: from 12 to 4\u00a0days",
  ],
  ["a way without a metric", { baseline: 1, target: 2 }, "from 1 to 2"],
  [
    "a band",
    { kind: "MAINTAIN", metric, bandLow: 95, bandHigh: 99 },
    "Failed charges: stays between 95% and 99%",
  ],
  ["a bound", { kind: "MAINTAIN", metric, bandLow: 95 }, "Failed charges: stays at 95% or more"],
  ["what is to be learned", { kind: "BASELINE", metric }, "Failed charges: we learn where it stands"],
  ["nothing yet", {}, ""],
] as const)("reads back %s", (_claim, definition, expected) => {
  expect(sentence(definition)).toBe(expected);
});

it("reads back steps in their order", () => {
  const steps = ["Sketch", "Launch"].map((title) => ({ title, share: 0.5, isReached: false }));
  expect(sentence({ kind: "MILESTONE", steps })).toBe("2 steps: Sketch → Launch");
});

it("names the metric once where the key result is called the same", () => {
  expect(sentence({ metric, baseline: 1, target: 2 }, { isNamed: true })).toBe("from 1% to 2%");
});
