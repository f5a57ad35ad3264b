import { describe, expect, it } from "vitest";
import { treeLines } from "./unitTree";

const units = [
  { id: "t2", name: "Åpning", parentId: "d1" },
  { id: "c", name: "Konsern", parentId: null },
  { id: "d2", name: "Kjerne", parentId: "c" },
  { id: "t1", name: "Betaling", parentId: "d1" },
  { id: "d1", name: "Kundeflater", parentId: "c" },
];
const names = (wanted?: string) => treeLines(units, "nb", wanted).map((line) => `${line.depth} ${line.name}`);

describe("treeLines", () => {
  it("puts each unit under its parent, sorted by the locale", () => {
    expect(names()).toEqual(["0 Konsern", "1 Kjerne", "1 Kundeflater", "2 Betaling", "2 Åpning"]);
  });

  it("keeps the units above a match, and drops the rest", () => {
    expect(names("beta")).toEqual(["0 Konsern", "1 Kundeflater", "2 Betaling"]);
  });

  it("finds nothing where nothing is", () => {
    expect(names("xyz")).toEqual([]);
  });
});
