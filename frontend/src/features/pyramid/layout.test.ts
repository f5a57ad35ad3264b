import { describe, expect, it } from "vitest";
import { type Branch, layOut, type Rect } from "./layout";

function company(divisions: number, teams: number, tilesEach = 2): Branch {
  const tiles = (owner: string, count: number) =>
    Array.from({ length: count }, (_, tile) => `${owner}-${tile}`);
  return {
    id: "company",
    name: "Company",
    tileIds: tiles("company", 3),
    children: Array.from({ length: divisions }, (_, division) => ({
      id: `d${division}`,
      name: `Division ${division}`,
      tileIds: tiles(`d${division}`, 2),
      children: Array.from({ length: teams }, (_, team) => ({
        id: `d${division}t${team}`,
        name: `Team ${team}`,
        tileIds: tiles(`d${division}t${team}`, tilesEach),
        children: [],
      })),
    })),
  };
}

const inside = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

const overlaps = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("layOut", () => {
  it("gives every unit and every objective a place", () => {
    const { units, tiles } = layOut(company(4, 6, 3), 1.6);
    expect(units).toHaveLength(1 + 4 + 24);
    expect(tiles).toHaveLength(3 + 8 + 72);
  });

  it("keeps tiles within their unit", () => {
    const { units, tiles } = layOut(company(4, 6), 1.6);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    for (const tile of tiles) {
      const unit = byId.get(tile.unitId);
      expect(unit && inside(tile, unit)).toBe(true);
    }
  });

  it("lets no two units of one level overlap", () => {
    const { units } = layOut(company(5, 7), 1.6);
    for (const level of [1, 2]) {
      const boxes = units.filter((unit) => unit.depth === level);
      boxes.forEach((box, place) => {
        for (const other of boxes.slice(place + 1)) expect(overlaps(box, other)).toBe(false);
      });
    }
  });

  it("leaves a small unit room for its name beside a large one", () => {
    const [large] = company(1, 60).children;
    const small = { id: "small", name: "Small", tileIds: ["one"], children: [] };
    if (!large) throw new Error("There is a division.");
    const { units } = layOut({ id: "company", name: "Company", tileIds: [], children: [large, small] }, 1.6);
    const width = (id: string) => units.find((unit) => unit.id === id)?.width ?? 0;
    expect(width("small")).toBeGreaterThan(width("company") / 12);
  });

  it("puts no tile under a child unit", () => {
    const { units, tiles } = layOut(company(5, 7), 1.6);
    const children = units.filter((unit) => unit.depth > 0);
    for (const tile of tiles.filter((candidate) => candidate.depth === 0)) {
      expect(children.some((child) => overlaps(child, tile))).toBe(false);
    }
  });

  it("draws the company's name larger when the company is larger", () => {
    const head = (divisions: number) => layOut(company(divisions, 20), 1.6).units[0]?.head ?? 0;
    expect(head(30)).toBeGreaterThan(head(2));
  });

  it("comes near the shape of the room", () => {
    const { bounds } = layOut(company(20, 12), 1.6);
    expect(bounds.width / bounds.height).toBeGreaterThan(0.9);
    expect(bounds.width / bounds.height).toBeLessThan(2.6);
  });

  it("asks for the parts of a company a fixed number of times, however large it is", () => {
    const asked = (divisions: number) => {
      let count = 0;
      const counted = (branch: Branch): Branch => ({
        ...branch,
        get tileIds() {
          count += 1;
          return branch.tileIds;
        },
        children: branch.children.map(counted),
      });
      const whole = counted(company(divisions, 33, 3));
      const { units } = layOut(whole, 1.6);
      return count / units.length;
    };
    // Twenty times the company, the same work for each unit: two thousand objectives take no longer each than a hundred.
    expect(asked(20)).toBeLessThan(asked(2) * 2);
  });
});
