import { describe, expect, it } from "vitest";
import { dependencyTies, endsByObjective, overlapTies } from "./ties";

const kort = { id: "unit_kort", name: "Kort" };
const konto = { id: "unit_konto", name: "Konto" };
const lån = { id: "unit_lån", name: "Lån" };
const member = (id: string, unit: typeof kort) => ({ objective: { id }, unit });

describe("overlapTies", () => {
  it("ties the first of several to each other one", () => {
    const found = {
      id: "f",
      kind: "SHARED_TARGET",
      members: [member("a", kort), member("b", konto), member("c", lån)],
    };
    expect(
      overlapTies([found]).map(({ from, to, kind }) => [from.objectiveId, to.objectiveId, kind]),
    ).toEqual([
      ["a", "b", "overlap"],
      ["a", "c", "overlap"],
    ]);
  });

  it("leaves out what one sees no second member of", () => {
    expect(overlapTies([{ id: "f", kind: "OVERLAP", members: [member("a", kort)] }])).toEqual([]);
  });
});

describe("endsByObjective", () => {
  it("tells each end what the tie is to it, conflicts first and late before others", () => {
    const waits = (id: string, isLate: boolean, provider: string | null) => ({
      id,
      isLate,
      consumerObjective: { id: "a" },
      consumerUnit: kort,
      providerObjective: provider === null ? null : { id: provider },
      providerUnit: konto,
    });
    const ends = endsByObjective([
      ...dependencyTies([waits("d1", false, null), waits("d2", true, "b")]),
      ...overlapTies([{ id: "f", kind: "CONFLICT", members: [member("a", kort), member("c", lån)] }]),
    ]);
    expect(ends.get("a")?.map(({ role, other, isLate }) => [role, other.unit.name, isLate])).toEqual([
      ["conflicts", "Lån", false],
      ["waits", "Konto", true],
      ["waits", "Konto", false],
    ]);
    expect(ends.get("b")?.map(({ role, other }) => [role, other.unit.name])).toEqual([["awaited", "Kort"]]);
    expect([...ends.keys()]).toEqual(["a", "b", "c"]);
  });
});
