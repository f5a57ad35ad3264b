import { describe, expect, it } from "vitest";
import { type FocusObjective, focusGraph } from "./focusGraph";

const objective = (id: string, links: FocusObjective["links"] = []): FocusObjective => ({
  id,
  title: id,
  unitName: "Team",
  own: 0.4,
  links,
});
const to = (id: string, isProposed = false): FocusObjective["links"][number] => ({
  id: `link-${id}`,
  isProposed,
  target: { kind: "objective", id },
});
const moal: FocusObjective["links"][number] = {
  id: "link-moal",
  isProposed: false,
  target: {
    kind: "moal",
    id: "moal",
    title: "Moal",
    unitName: "Company",
    directions: [{ id: "strategy", title: "Strategy" }],
  },
};

describe("focusGraph", () => {
  it("leads from supporters through the centre up to the strategy", () => {
    const { nodes, edges } = focusGraph(objective("centre", [to("above")]), [
      objective("above", [moal]),
      objective("below", [to("centre")]),
    ]);
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(["above", "below", "centre", "moal", "strategy"]);
    expect(edges.map(({ upper, lower }) => `${upper}<${lower}`).toSorted()).toEqual([
      "above<centre",
      "centre<below",
      "moal<above",
      "strategy<moal",
    ]);
  });

  it("draws two links between the same two once, agreed if either is", () => {
    const { edges } = focusGraph(objective("centre", [to("above", true), to("above", false)]), [
      objective("above"),
    ]);
    expect(edges).toEqual([{ id: "above centre", upper: "above", lower: "centre", isProposed: false }]);
  });

  it("leaves out what leads elsewhere", () => {
    expect(focusGraph(objective("centre", [to("unknown")]), []).edges).toEqual([]);
  });
});
