import { describe, expect, it } from "vitest";
import { areTooMany, byUrgency, mostLines, mostPressing } from "./pressing";
import type { Bow } from "./tieGeometry";
import type { Tie } from "./ties";

const unit = { id: "unit", name: "Unit" };
const tie = (id: string, kind: Tie["kind"] = "dependency", isLate = false): Tie => ({
  id,
  kind,
  from: { objectiveId: `${id} from`, unit },
  to: { objectiveId: `${id} to`, unit },
  isLate,
});
const point = { x: 0, y: 0 };
const bow = (of: Tie): Bow => ({
  tie: of,
  start: point,
  bend: point,
  end: point,
  bounds: { ...point, width: 0, height: 0 },
});
const ids = (bows: readonly Bow[]) => bows.map((each) => each.tie.id);

describe("byUrgency", () => {
  it("puts conflicts and what is late first, and keeps the order within", () => {
    const ties = [tie("a"), tie("b", "overlap"), tie("c", "dependency", true), tie("d", "conflict")];
    expect(byUrgency(ties).map(({ id }) => id)).toEqual(["c", "d", "a", "b"]);
  });
});

describe("byUrgency, of a group with many members", () => {
  it("lets the first line of others come before its second", () => {
    const group = (id: string) => ({ ...tie(id, "overlap"), from: { objectiveId: "group", unit } });
    expect(byUrgency([group("a"), group("b"), tie("c", "overlap")]).map(({ id }) => id)).toEqual([
      "a",
      "c",
      "b",
    ]);
  });
});

describe("mostPressing", () => {
  const all = () => true;
  const bows = ["a", "b", "c", "d"].map((id) => bow(tie(id)));

  it("leaves all where one can follow them", () => {
    expect(ids(mostPressing(bows, all, () => false, 4))).toEqual(["a", "b", "c", "d"]);
  });

  it("takes what begins or ends in sight before what only crosses", () => {
    const isNear = (each: Bow) => each.tie.id === "c";
    expect(ids(mostPressing(bows, all, isNear, 2))).toEqual(["c", "a"]);
    expect(ids(mostPressing(bows, all, () => true, 2))).toEqual(["a", "b"]);
  });

  it("leaves out what cannot be seen", () => {
    expect(ids(mostPressing(bows, (each) => each.tie.id !== "a", all, 2))).toEqual(["b", "c"]);
  });

  it("lets dependencies not crowd out overlaps", () => {
    const overlap = bow(tie("o", "overlap"));
    expect(ids(mostPressing([...bows, overlap], all, () => true, 2))).toEqual(["o", "a", "b"]);
  });
});

describe("areTooMany", () => {
  it("counts overlaps and dependencies apart", () => {
    const many = (kind: Tie["kind"], count: number) =>
      Array.from({ length: count }, (_, at) => tie(`${kind} ${at}`, kind));
    expect(areTooMany([...many("overlap", mostLines), ...many("dependency", mostLines)])).toBe(false);
    expect(areTooMany(many("dependency", mostLines + 1))).toBe(true);
  });
});
