import { describe, expect, it } from "vitest";
import { listRows, unitsDownTo } from "./listRows";
import type { PyramidObjective } from "./looks";
import { countUnits, pyramidTree, withoutEmptyUnits } from "./pyramidTree";

const objective = (id: string, unitId: string): PyramidObjective => ({
  id,
  title: id,
  unitId,
  state: "ON_TRACK",
  ownResult: 0.5,
  support: null,
  confidence: 7,
  link: "agreed",
});
const units = [
  { id: "company", name: "Company", parentId: null },
  { id: "division", name: "Division", parentId: "company" },
  { id: "team", name: "Team", parentId: "division" },
];
const objectives = [objective("o1", "company"), objective("o2", "team")];
const byId = new Map(objectives.map((one) => [one.id, one]));
const tree = pyramidTree(units, objectives, "en");

describe("the list", () => {
  if (!tree) throw new Error("There is a company.");

  it("shows what is unfolded only", () => {
    const rows = listRows(tree, byId, new Set(["company"]), new Map());
    expect(rows.map(({ id, level }) => [id, level])).toEqual([
      ["company", 1],
      ["o1", 2],
      ["division", 2],
    ]);
  });

  it("counts places among siblings, objectives before units", () => {
    const rows = listRows(tree, byId, new Set(["company"]), new Map());
    expect(rows.map(({ place, of }) => [place, of])).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it("puts key results under the objective that they prove", () => {
    const rows = listRows(tree, byId, new Set(["company", "o1"]), new Map([["o1", ["k1", "k2"]]]));
    expect(rows.filter((row) => row.parentId === "o1").map(({ id }) => id)).toEqual(["k1", "k2"]);
  });

  it("unfolds to a level", () => {
    expect(unitsDownTo(tree, 2)).toEqual(["company", "division"]);
  });
});

describe("the tree", () => {
  it("counts objectives below each unit", () => {
    expect(tree?.objectiveCount).toBe(2);
    expect(tree?.children[0]?.objectiveCount).toBe(1);
  });

  it("leaves out units that have no objectives, and keeps those above a unit that has", () => {
    const whole = pyramidTree(
      [
        ...units,
        { id: "idle", name: "Idle", parentId: "division" },
        { id: "far", name: "Far", parentId: "idle" },
      ],
      objectives,
      "en",
    );
    if (!whole) throw new Error("There is a company.");
    const busy = withoutEmptyUnits(whole);
    expect([countUnits(whole), countUnits(busy)]).toEqual([5, 3]);
    expect(busy.children[0]?.children.map(({ id }) => id)).toEqual(["team"]);
  });

  it("keeps units whose parent has ended", () => {
    const withOrphan = pyramidTree(
      [...units, { id: "old", name: "Old", parentId: "gone" }],
      objectives,
      "en",
    );
    expect(withOrphan?.children.map(({ id }) => id)).toContain("old");
  });
});
