import { describe, expect, it } from "vitest";
import { upwardGraph, type WayNode } from "./upwardGraph";

const node = (
  kind: WayNode["kind"],
  nodeId: string,
  contributionState: string | null = "AGREED",
): WayNode => ({
  kind,
  nodeId,
  title: nodeId,
  unitName: null,
  contributionState,
});

const own = node("OBJECTIVE", "own", null);
const strategy = node("DIRECTION", "strategy", null);
const moal = node("MOAL", "moal");
const company = node("KEY_RESULT", "company");
const division = node("OBJECTIVE", "division");
const ids = (columns: readonly (readonly { id: string }[])[]) =>
  columns.map((column) => column.map(({ id }) => id));

describe("upwardGraph", () => {
  it("puts strategies left, Moals next and direct targets right", () => {
    const { columns } = upwardGraph([[own, company, moal, strategy]], new Set(["own"]));
    expect(ids(columns)).toEqual([["strategy"], ["moal"], ["company"]]);
  });

  it("draws what two ways share once", () => {
    const { columns, edges } = upwardGraph(
      [
        [own, company, moal, strategy],
        [own, division, moal, strategy],
      ],
      new Set(["own"]),
    );
    expect(ids(columns)).toEqual([["strategy"], ["moal"], ["company", "division"]]);
    expect(edges).toHaveLength(3);
  });

  it("keeps every line running from right to left, also past a column", () => {
    const { columns, edges } = upwardGraph(
      [
        [own, division, company, moal],
        [own, division, moal],
      ],
      new Set(["own"]),
    );
    const columnOf = new Map(columns.flat().map(({ id, column }) => [id, column]));
    for (const { lower, upper } of edges)
      expect(columnOf.get(lower)).toBeGreaterThan(columnOf.get(upper) ?? 99);
  });

  it("marks what is only proposed, until one way to it is agreed", () => {
    const proposed = node("OBJECTIVE", "division", "PROPOSED");
    expect(upwardGraph([[own, proposed]], new Set(["own"])).columns[0]?.[0]?.isProposed).toBe(true);
    const both = upwardGraph(
      [
        [own, proposed],
        [node("OBJECTIVE", "own2", null), division],
      ],
      new Set(["own", "own2"]),
    );
    expect(both.columns[0]?.[0]?.isProposed).toBe(false);
  });

  it("ends where the way ends", () => {
    expect(ids(upwardGraph([[own, division]], new Set(["own"])).columns)).toEqual([["division"]]);
    expect(upwardGraph([[own]], new Set(["own"])).columns).toEqual([]);
  });
});
