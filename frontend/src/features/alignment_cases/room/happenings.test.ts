import { expect, it } from "vitest";
import { happenings, type Snapshot } from "./happenings";

const participant = (name: string, signedByName: string | null = null) => ({
  unit: { id: name, name },
  hasSigned: signedByName !== null,
  signedByName,
});
const turn = (id: string, kind: Snapshot["turns"][number]["kind"], unit: string, authorName: string) => ({
  id,
  kind,
  unit: { name: unit },
  authorName,
  outcome: "MERGE" as const,
});
const quiet: Snapshot = {
  state: "OPEN",
  turns: [turn("1", "PROPOSAL", "Betaling", "Ingrid")],
  participants: [participant("Betaling", "Ingrid"), participant("Risk")],
};

it("tells others' words and signatures, and how it ended", () => {
  const after: Snapshot = {
    ...quiet,
    state: "AGREED",
    turns: [...quiet.turns, turn("2", "REMARK", "Risk", "Amira")],
    participants: [participant("Betaling", "Ingrid"), participant("Risk", "Amira")],
  };
  expect(happenings(quiet, after, "Ingrid")).toEqual([
    { kind: "SAID", unit: "Risk" },
    { kind: "SIGNED", unit: "Risk" },
    { kind: "AGREED" },
  ]);
});

it("does not tell what one did oneself", () => {
  const after = { ...quiet, turns: [...quiet.turns, turn("2", "REMARK", "Betaling", "Ingrid")] };
  expect(happenings(quiet, after, "Ingrid")).toEqual([]);
  expect(happenings(quiet, after, "Amira")).toHaveLength(1);
});

it("does not tell signatures that fell with a new proposal, but those that were taken back", () => {
  const unsigned = { ...quiet, participants: [participant("Betaling"), participant("Risk")] };
  expect(happenings(quiet, unsigned, "Amira")).toEqual([{ kind: "UNSIGNED", unit: "Betaling" }]);
  const countered = { ...unsigned, turns: [...quiet.turns, turn("2", "COUNTER_PROPOSAL", "Risk", "Amira")] };
  expect(happenings(quiet, countered, "Ingrid")).toEqual([
    { kind: "PROPOSED", unit: "Risk", outcome: "MERGE" },
  ]);
});

it("tells who came in", () => {
  const after = { ...quiet, participants: [...quiet.participants, participant("Plattform")] };
  expect(happenings(quiet, after, "Ingrid")).toEqual([{ kind: "JOINED", unit: "Plattform" }]);
});
