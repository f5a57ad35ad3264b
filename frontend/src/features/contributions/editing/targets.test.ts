import { describe, expect, it } from "vitest";
import { grouped, type Target } from "./targets";

const target = (id: string, unitId: string, more: Partial<Target> = {}): Target => ({
  id,
  kind: "OBJECTIVE",
  title: id,
  unitId,
  unitName: unitId,
  when: "T1",
  state: "PROPOSED",
  objectiveId: id,
  ...more,
});

const ids = (targets: readonly Target[]) => targets.map(({ id }) => id);

describe("what may be contributed to", () => {
  const found = [
    target("beside", "team"),
    target("company", "company"),
    target("division", "division"),
    target("moal", "company", { kind: "MOAL", objectiveId: null }),
    target("proof", "division", { kind: "KEY_RESULT", objectiveId: "division" }),
  ];

  it("comes as Moals, units above from the nearest, and others", () => {
    const { moals, above, others } = grouped(found, ["company", "division"], new Set());
    expect(ids(moals)).toEqual(["moal"]);
    expect(ids(above)).toEqual(["division", "proof", "company"]);
    expect(ids(others)).toEqual(["beside"]);
  });

  it("leaves out what is our own, with its key results", () => {
    const { above } = grouped(found, ["company", "division"], new Set(["division"]));
    expect(ids(above)).toEqual(["company"]);
  });

  it("keeps the other key results and the objective when one key result is helped already", () => {
    const { above } = grouped(found, ["company", "division"], new Set(["proof"]));
    expect(ids(above)).toEqual(["division", "company"]);
  });
});
