import { expect, test } from "vitest";
import { namesDownTo } from "./unitsThen";

const tree = [
  { id: "company", name: "Fjordbank", parentId: null },
  { id: "division", name: "Kjerne", parentId: "company" },
  { id: "team", name: "Betaling", parentId: "division" },
];

test("a unit stands below those that were above it, by the names of that day", () => {
  expect(namesDownTo("team", tree)).toEqual(["Fjordbank", "Kjerne", "Betaling"]);
});

test("a unit that the tree doesn't have has no names in it", () => {
  expect(namesDownTo("other", tree)).toEqual([]);
});
