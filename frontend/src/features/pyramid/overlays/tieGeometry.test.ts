import { describe, expect, it } from "vitest";
import type { Rect } from "../layout";
import { bowsOf, edgeTowards, mayBeSeen, middleOf } from "./tieGeometry";
import type { Tie } from "./ties";

const unit = { id: "unit", name: "Unit" };
const tie = (from: string, to: string | null): Tie => ({
  id: `${from} ${to}`,
  kind: "dependency",
  from: { objectiveId: from, unit },
  to: { objectiveId: to, unit },
  isLate: false,
});
const boxes: Record<string, Rect> = {
  left: { x: 0, y: 0, width: 100, height: 20 },
  right: { x: 300, y: 0, width: 100, height: 20 },
  head: { x: 0, y: 200, width: 400, height: 28 },
};
const boxOf = ({ objectiveId }: { objectiveId: string | null }) =>
  boxes[objectiveId === null ? "head" : objectiveId] ?? null;

describe("edgeTowards", () => {
  const box = { x: 0, y: 0, width: 100, height: 20 };

  it.each([
    ["beside", { x: 500, y: 10 }, { x: 100, y: 10 }],
    ["above", { x: 50, y: -90 }, { x: 50, y: 0 }],
    ["aslant", { x: 70, y: 110 }, { x: 52, y: 20 }],
    ["inside", { x: 55, y: 12 }, { x: 50, y: 10 }],
  ])("leaves the box where a point lies %s", (_where, point, edge) => {
    expect(edgeTowards(box, point)).toEqual(edge);
  });
});

describe("bowsOf", () => {
  it("begins and ends at the edges, and bows to one side", () => {
    const [bow] = bowsOf([tie("left", "right")], boxOf);
    expect(bow).toMatchObject({ start: { x: 100, y: 10 }, end: { x: 300, y: 10 }, bend: { x: 200, y: 38 } });
    expect(bow && middleOf(bow)).toEqual({ x: 200, y: 24 });
    expect(bow?.bounds).toEqual({ x: 100, y: 10, width: 200, height: 28 });
  });

  it("bows to the other side on the way back", () => {
    const [bow] = bowsOf([tie("right", "left")], boxOf);
    expect(bow?.bend.y).toBeCloseTo(-18);
  });

  it("leads to the unit while no objective is named, and leaves out what isn't drawn", () => {
    const bows = bowsOf([tie("left", null), tie("left", "elsewhere")], boxOf);
    expect(bows.map((bow) => bow.tie.to.objectiveId)).toEqual([null]);
  });

  it("leaves out a tie of boxes in the same place", () => {
    expect(bowsOf([tie("left", "left")], boxOf)).toEqual([]);
  });
});

describe("mayBeSeen", () => {
  it("keeps what crosses the screen, and drops what lies beside it", () => {
    const screen = { width: 100, height: 100 };
    expect(mayBeSeen({ x: -50, y: 40, width: 300, height: 0 }, screen)).toBe(true);
    expect(mayBeSeen({ x: 101, y: 0, width: 10, height: 10 }, screen)).toBe(false);
  });
});
