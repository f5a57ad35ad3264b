import { expect, it } from "vitest";
import { noChange } from "./changes";
import { type Current, isOvertaken, isUntouched, saysTheSame, start } from "./composed";

const drop = { ...noChange, key: "1", kind: "DROP_OBJECTIVE" as const, objective: "o" };
const current: Current = { number: 3, outcome: "DROP", changes: [drop], lookAgainOn: "2027-04-01" };

it("begins a counter-proposal from what is up for signature, without the others' words", () => {
  expect(start(current, "betaling", "o", "key")).toMatchObject({
    outcome: "DROP",
    changes: [drop],
    lookAgainOn: "2027-04-01",
    basedOn: 3,
    said: "",
  });
});

it("notices a proposal that came after one began, also the first one", () => {
  const begunBefore = start(null, "betaling", "o", "key");
  expect(isOvertaken(begunBefore, null)).toBe(false);
  expect(isOvertaken(begunBefore, current)).toBe(true);
  expect(isOvertaken(start(current, "betaling", "o", "key"), current)).toBe(false);
  expect(isOvertaken(start(current, "betaling", "o", "key"), { ...current, number: 4 })).toBe(true);
});

it("knows a counter-proposal that counters nothing", () => {
  const same = start(current, "betaling", "o", "key");
  expect(saysTheSame(same, current)).toBe(true);
  expect(saysTheSame({ ...same, lookAgainOn: "" }, current)).toBe(false);
  expect(saysTheSame({ ...same, changes: [] }, current)).toBe(false);
});

it("takes changes for untouched as long as they are what was suggested", () => {
  const composed = {
    ...start(null, "betaling", "o", "key"),
    changes: [drop],
    suggested: [{ ...drop, key: "2" }],
  };
  expect(isUntouched(composed)).toBe(true);
  expect(isUntouched({ ...composed, changes: [{ ...drop, objective: "p" }] })).toBe(false);
  expect(isUntouched({ ...composed, changes: [] })).toBe(true);
});
