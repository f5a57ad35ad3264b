import { describe, expect, it } from "vitest";
import { above, differences, openAtFirst, treeRows, type UnitOfDay } from "./treeOfDay";

const nordlys: UnitOfDay[] = [
  { id: "c", name: "Nordlys", kind: "COMPANY", parentId: null },
  { id: "p", name: "Privat", kind: "DIVISION", parentId: "c" },
  { id: "b", name: "Bedrift", kind: "DIVISION", parentId: "c" },
  { id: "k", name: "Kort", kind: "TEAM", parentId: "p" },
  { id: "l", name: "Lån", kind: "TEAM", parentId: "p" },
];
const told = (open: string[], wanted?: string) =>
  treeRows(nordlys, new Set(open), "nb", wanted).map((row) => `${row.depth} ${row.name} ${row.isOpen}`);

describe("treeRows", () => {
  it("leaves out what lies in folded units, and nothing else", () => {
    expect(told(["c"])).toEqual(["0 Nordlys true", "1 Bedrift null", "1 Privat false"]);
    expect(told(["c", "p"])).toEqual([
      "0 Nordlys true",
      "1 Bedrift null",
      "1 Privat true",
      "2 Kort null",
      "2 Lån null",
    ]);
  });

  it("unfolds what leads to a name that is looked for", () => {
    expect(told([], "lå")).toEqual(["0 Nordlys true", "1 Privat true", "2 Lån null"]);
  });
});

describe("openAtFirst", () => {
  it("opens a small tree whole, and of a large one the company alone", () => {
    expect(openAtFirst(nordlys).size).toBe(5);
    const many = Array.from({ length: 60 }, (_, number) => ({
      id: `t${number}`,
      name: `Team ${number}`,
      kind: "TEAM" as const,
      parentId: "c",
    }));
    expect([...openAtFirst([...nordlys, ...many])]).toEqual(["c"]);
  });
});

describe("above", () => {
  it("names the units above, nearest first", () => {
    expect(above(nordlys, "k")).toEqual(["p", "c"]);
    expect(above(nordlys, "c")).toEqual([]);
  });
});

describe("differences", () => {
  it("tells what was founded, renamed, moved and ended, with the names of each day", () => {
    const later: UnitOfDay[] = [
      { id: "c", name: "Nordlys", kind: "COMPANY", parentId: null },
      { id: "p", name: "Person", kind: "DIVISION", parentId: "c" },
      { id: "b", name: "Bedrift", kind: "DIVISION", parentId: "c" },
      { id: "k", name: "Betaling", kind: "TEAM", parentId: "b" },
      { id: "s", name: "Sparing", kind: "TEAM", parentId: "p" },
    ];
    expect(differences(nordlys, later, "nb")).toEqual([
      { how: "renamed", id: "k", name: "Betaling", before: "Kort" },
      { how: "moved", id: "k", name: "Betaling", from: "Privat", to: "Bedrift" },
      { how: "renamed", id: "p", name: "Person", before: "Privat" },
      { how: "founded", id: "s", name: "Sparing", parent: "Person" },
      { how: "ended", id: "l", name: "Lån" },
    ]);
  });

  it("finds none between a day and itself", () => {
    expect(differences(nordlys, nordlys, "nb")).toEqual([]);
  });
});
