import { expect, it } from "vitest";
import { areSame, begun, missingIn, noChange, type ObjectiveLine, shownIn, staysIn } from "./changes";

const today: ObjectiveLine = {
  id: "o",
  title: "Calm payments",
  why: "People ask for it",
  unitId: "betaling",
  unitName: "Betaling",
  keyResults: [{ id: "k", title: "Failed charges", measure: "%", baseline: 4, target: 1.5, hasWay: true }],
};

it("asks for what the kind needs, and for nothing else", () => {
  expect(missingIn({ ...noChange, kind: "ADD_DEPENDENCY", objective: "o", what: " " })).toEqual([
    "unit",
    "what",
    "neededBy",
  ]);
  expect(missingIn({ ...noChange, kind: "REWORD_OBJECTIVE", objective: "o", title: "New" })).toEqual([]);
});

it("begins with the words and numbers of today once one knows of what", () => {
  expect(begun({ ...noChange, kind: "REVISE_KEY_RESULT" }, { keyResult: "k" }, [today])).toMatchObject({
    title: "Failed charges",
    baseline: 4,
    target: 1.5,
  });
  expect(begun(noChange, { objective: "o" }, [today])).toMatchObject({ title: "Calm payments" });
});

it("keeps what was typed when another field changes", () => {
  const typed = begun({ ...noChange, objective: "o", title: "Typed" }, { why: "More" }, [today]);
  expect(typed).toMatchObject({ title: "Typed", why: "More" });
});

it("takes two proposals for the same when their changes say the same, whatever else was typed", () => {
  const drop = { ...noChange, key: "1", kind: "DROP_OBJECTIVE" as const, objective: "o" };
  expect(areSame([drop], [{ ...drop, key: "2", title: "of another kind" }])).toBe(true);
  expect(areSame([drop], [{ ...drop, objective: "p" }])).toBe(false);
  expect(areSame([drop], [])).toBe(false);
});

const other: ObjectiveLine = { ...today, id: "p", unitId: "kasse", unitName: "Kasse", keyResults: [] };

it("shows what is said more exactly than its field asks for", () => {
  const waits = { ...noChange, kind: "ADD_DEPENDENCY" as const, keyResult: "k", toObjective: "p" };
  expect(shownIn(waits, "objective", [today, other])).toBe("o");
  expect(shownIn(waits, "unit", [today, other])).toBe("kasse");
  expect(shownIn({ ...waits, unit: "risiko" }, "unit", [today, other])).toBe("risiko");
  expect(shownIn({ ...noChange, keyResult: "k" }, "objective", [today, other])).toBe("");
});

it("finds in what others propose which objective stays or comes first", () => {
  const waits = { ...noChange, kind: "ADD_DEPENDENCY" as const, objective: "o", toObjective: "p" };
  expect(staysIn([waits], [today, other])).toBe("p");
  expect(staysIn([{ ...waits, toObjective: "", unit: "kasse" }], [today, other])).toBe("p");
  expect(staysIn([{ ...noChange, kind: "DROP_KEY_RESULT", keyResult: "k" }], [today, other])).toBe("p");
  expect(staysIn([{ ...noChange, kind: "SHARE_OBJECTIVE", objective: "p" }], [today, other])).toBe("p");
  expect(staysIn([], [today, other])).toBe("o");
  expect(staysIn([], [])).toBe("");
});
