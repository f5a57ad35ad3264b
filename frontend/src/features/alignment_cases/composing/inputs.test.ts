import { expect, it } from "vitest";
import { begun, noChange, type ObjectiveLine } from "./changes";
import { changesFrom, effectInputs, inputOf } from "./inputs";

const today: ObjectiveLine = {
  id: "o",
  title: "Calm payments",
  why: "People ask for it",
  unitId: "betaling",
  unitName: "Betaling",
  keyResults: [{ id: "k", title: "Failed charges", measure: "%", baseline: 4, target: 1.5, hasWay: true }],
};
const key = () => "key";

it("sends of a key result what changes alone, so that the rest may change meanwhile", () => {
  const [change] = changesFrom([{ kind: "REVISE_KEY_RESULT", keyResult: "k", target: 1 }], [today], key);
  expect(change).toMatchObject({ title: "Failed charges", baseline: 4, target: 1 });
  expect(inputOf(change ?? noChange, [today])).toEqual({
    kind: "REVISE_KEY_RESULT",
    keyResult: "k",
    target: 1,
  });
});

it("can empty the reason of an objective", () => {
  const [change] = changesFrom([{ kind: "REWORD_OBJECTIVE", objective: "o", why: "" }], [today], key);
  expect(inputOf(change ?? noChange, [today])).toEqual({ kind: "REWORD_OBJECTIVE", objective: "o", why: "" });
});

it("leaves out what belongs to another kind, and says whether a new key result rises or falls", () => {
  const change = {
    ...noChange,
    objective: "o",
    title: " Charges ",
    measure: "%",
    baseline: 4,
    target: 2,
    share: 0.5,
  };
  expect(inputOf({ ...change, kind: "ADD_KEY_RESULT" }, [today])).toEqual({
    kind: "ADD_KEY_RESULT",
    objective: "o",
    title: "Charges",
    measure: "%",
    baseline: 4,
    target: 2,
    keyResultKind: "DECREASE",
  });
});

it("passes on what nobody edits here", () => {
  const effect = {
    kind: "ADD_DEPENDENCY",
    objective: "o",
    unit: "risk",
    toObjective: "theirs",
    what: "Reports",
    neededBy: "2027-02-01",
    dependencyKind: "GATES",
  };
  const [change] = changesFrom([effect], [today], key);
  expect(inputOf(change ?? noChange, [today])).toEqual(effect);
  const asked = begun(change ?? noChange, { unit: "plattform" }, [today]);
  expect(inputOf(asked, [today])).toMatchObject({ unit: "plattform", what: "Reports" });
  expect(inputOf(asked, [today])).not.toHaveProperty("toObjective");
});

it("brings back what an undoing names, without asking for anything", () => {
  const effect = { kind: "RESTORE_KEY_RESULT", keyResult: "gone" };
  const [change] = changesFrom([{ ...effect, about: "Gone" }], [today], key);
  expect(change?.about).toBe("Gone");
  expect(inputOf(change ?? noChange, [today])).toEqual(effect);
});

it("leaves out kinds that it does not know", () => {
  expect(changesFrom([{ kind: "SOMETHING_NEW" }], [today], key)).toEqual([]);
});

it("sends nothing of a wording that is as today, until it says something else", () => {
  const changes = changesFrom(
    [
      { kind: "REWORD_OBJECTIVE", objective: "o", title: "Calm payments", why: "People ask for it" },
      { kind: "DROP_KEY_RESULT", keyResult: "k" },
    ],
    [today],
    key,
  );
  expect(effectInputs(changes, [today])).toEqual([{ kind: "DROP_KEY_RESULT", keyResult: "k" }]);
  const reworded = changes.map((change) => ({ ...change, title: "Payments that nobody thinks of" }));
  expect(effectInputs(reworded, [today])).toHaveLength(2);
});
