import { describe, expect, it } from "vitest";
import { dependency, end } from "./examples";
import { graphOf, inReadingOrder, step } from "./graph";
import type { Dependency } from "./rows";

/** `waiting` needs something of `giving`: letters name objectives and, in small, their units. */
function needs(waiting: string, giving: string | null, part: Partial<Dependency> = {}): Dependency {
  const unit = (name: string) => ({ id: `unit_${name.toLowerCase()}`, name: name.toLowerCase() });
  return dependency({
    id: `${waiting}${giving ?? ""}${part.what ?? ""}`,
    consumer: end(waiting),
    consumerUnit: unit(waiting),
    provider: giving === null ? null : end(giving),
    providerUnit: unit(giving ?? "Z"),
    ...part,
  });
}

const chain = [needs("A", "B"), needs("B", "C"), needs("C", "D")];
const around = (centre: string) => ({
  grain: "objectives" as const,
  centres: new Set([centre]),
  chain: [],
  limit: 40,
});

describe("the graph", () => {
  it("leads from who delivers to who waits", () => {
    const { nodes, edges } = graphOf(chain, around("A"));
    expect(edges.map(({ from, to }) => `${from}→${to}`)).toEqual(["B→A", "C→B", "D→C"]);
    expect(nodes.find(({ isCentre }) => isCentre)?.id).toBe("A");
  });

  it("joins several between the same two, and says the strongest and the latest of them", () => {
    const some = [
      needs("A", "B", { what: "1", kind: "INFORMS" }),
      needs("A", "B", { what: "2", kind: "SLOWS", isLate: true }),
      needs("A", "B", { what: "3", kind: "GATES", state: "DELIVERED" }),
    ];
    const [edge, ...more] = graphOf(some, around("A")).edges;
    expect(more).toEqual([]);
    expect(edge).toMatchObject({ kind: "SLOWS", isLate: true, isOver: false });
    expect(edge?.dependencies).toHaveLength(3);
  });

  it("stands for a provider that has not said where it works on it with the unit", () => {
    const { nodes } = graphOf([needs("A", null)], around("A"));
    expect(nodes.map(({ id, kind }) => [id, kind])).toContainEqual(["unit_z", "unit"]);
  });

  it("counts the steps of the critical chain from what comes first", () => {
    const { edges } = graphOf(chain, { ...around("A"), chain: ["CD", "BC"] });
    expect(edges.map(({ step: place }) => place)).toEqual([null, 2, 1]);
  });

  it("keeps the nearest when there are too many, and says how many are left out", () => {
    const { nodes, edges, hiddenCount } = graphOf(chain, { ...around("A"), limit: 2 });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(["A", "B"]);
    expect(edges).toHaveLength(1);
    expect(hiddenCount).toBe(2);
  });

  it("leaves out who is cut off from all that it is joined to", () => {
    const some = [needs("A", "B"), needs("C", "D")];
    const { nodes } = graphOf(some, { ...around("A"), limit: 3 });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(["A", "B"]);
  });

  it("has nobody in the middle where all are", () => {
    const centres = new Set(["unit_a", "unit_b"]);
    const { nodes } = graphOf([needs("A", "B")], { ...around("A"), grain: "units", centres });
    expect(nodes.some(({ isCentre }) => isCentre)).toBe(false);
  });

  it("joins units when it is about units", () => {
    const { nodes } = graphOf(chain, { ...around("unit_a"), grain: "units" });
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(["unit_a", "unit_b", "unit_c", "unit_d"]);
  });
});

describe("the arrow keys", () => {
  const { edges, nodes } = graphOf([...chain, needs("A", "E")], around("A"));
  const places = new Map([
    ["A", { x: 600, y: 50 }],
    ["B", { x: 400, y: 40 }],
    ["E", { x: 400, y: 140 }],
    ["C", { x: 200, y: 40 }],
    ["D", { x: 0, y: 40 }],
  ]);

  it("walk along the edges: left to what is waited for, right to who waits", () => {
    expect(step(edges, places, "A", "ArrowLeft")).toBe("B");
    expect(step(edges, places, "D", "ArrowRight")).toBe("C");
    expect(step(edges, places, "A", "ArrowRight")).toBeNull();
  });

  it("walk up and down within a column", () => {
    expect(step(edges, places, "B", "ArrowDown")).toBe("E");
    expect(step(edges, places, "B", "ArrowUp")).toBeNull();
  });

  it("find the nodes read from left to right otherwise", () => {
    expect(inReadingOrder(nodes, places).map(({ id }) => id)).toEqual(["D", "C", "B", "E", "A"]);
  });
});
