import type { Environment } from "relay-runtime";
import { createMockEnvironment } from "relay-test-utils";
import { describe, expect, it } from "vitest";
import { blank } from "./definitions";
import { type KeyResultFields, keyResultEdits } from "./keyResultEdits";

const metric = { id: "metric_1", name: "Failed charges", measure: "%", goodDirection: "DOWN" } as const;
const fields: KeyResultFields = {
  ...blank,
  title: "Fewer failed charges",
  weight: 1,
  caretaker: null,
  kind: "DECREASE",
  metric,
  baseline: 4.4,
  target: 1.8,
};

/** What is sent when somebody changed some fields of the record as it is now. */
function sent(changes: Partial<KeyResultFields>) {
  const environment = createMockEnvironment();
  const whole = { ...fields, ...changes };
  const asked = environment as unknown as Environment;
  void keyResultEdits.save(asked, { id: "key_result_1", version: 7, changes, whole, key: "k" });
  return environment.mock.getMostRecentOperation().request.variables.input;
}

describe("what is saved of a key result", () => {
  it("is what one person changed, with what others have changed meanwhile", () => {
    // Somebody else moved the start to 4.4; this person knows nothing of it, and moves the target.
    expect(sent({ target: 1.5 })).toEqual({
      idempotencyKey: "k",
      keyResult: "key_result_1",
      expectedVersion: 7,
      measured: expect.objectContaining({ kind: "DECREASE", metric: "metric_1", baseline: 4.4, target: 1.5 }),
    });
  });

  it("leaves out what it is measured by when only the words have changed", () => {
    expect(sent({ title: "Hardly any failed charges" })).not.toHaveProperty("measured");
  });

  it("turns the kind with the numbers", () => {
    expect(sent({ target: 9 }).measured).toMatchObject({ kind: "INCREASE", target: 9 });
  });

  it("takes a caretaker away where there is to be none", () => {
    expect(sent({ caretaker: null })).toMatchObject({ caretaker: null });
    expect(sent({ weight: 2 })).not.toHaveProperty("caretaker");
  });
});

describe("the field that a refusal is about", () => {
  it.each([
    ["steps.2.title", "steps"],
    ["newMetric.name", "metric"],
    ["target", undefined],
  ])("%s", (field, expected) => {
    const problem = { code: "X", field, message: "", remedy: "", details: [] };
    expect(keyResultEdits.fieldOf?.(problem)).toBe(expected);
  });
});
