import { describe, expect, it } from "vitest";
import { dependency } from "./examples";
import {
  byUrgency,
  countsOf,
  type Dependency,
  filtered,
  filterOf,
  nextSort,
  sorted,
  sortingOf,
} from "./rows";
import { dependencySearch } from "./views";

const ids = (rows: readonly Dependency[]) => rows.map(({ id }) => id);
const everything = filterOf({});

describe("the order of dependencies", () => {
  const rows = [
    dependency({ id: "delivered", state: "DELIVERED", neededBy: "2027-01-01" }),
    dependency({ id: "promised later", neededBy: "2027-03-01" }),
    dependency({ id: "promised", neededBy: "2027-02-10" }),
    dependency({ id: "asked", state: "REQUESTED", neededBy: "2027-02-20" }),
    dependency({ id: "late", isLate: true, neededBy: "2027-01-20" }),
  ];

  it("puts late ones first, then undecided ones, and what is over last", () => {
    expect(ids(byUrgency(rows))).toEqual(["late", "asked", "promised", "promised later", "delivered"]);
  });

  it("follows a column where one is asked for, and urgency where that makes no difference", () => {
    expect(ids(sorted(rows, sortingOf("-day"), "nb"))[0]).toBe("promised later");
    expect(ids(sorted(rows, sortingOf("consumer"), "nb"))).toEqual(ids(byUrgency(rows)));
  });

  it("sorts names as the language does", () => {
    const named = ["Ås", "Arbeidsliv"].map((name) =>
      dependency({ id: name, consumerUnit: { id: name, name } }),
    );
    expect(ids(sorted(named, sortingOf("consumer"), "nb"))).toEqual(["Arbeidsliv", "Ås"]);
  });

  it("goes up, down and back with presses on a column", () => {
    expect(nextSort(null, "day")).toBe("day");
    expect(nextSort(sortingOf("day"), "day")).toBe("-day");
    expect(nextSort(sortingOf("-day"), "day")).toBeUndefined();
    expect(nextSort(sortingOf("-day"), "what")).toBe("what");
  });
});

describe("the filter", () => {
  const waiting = dependency({ id: "we wait", state: "REQUESTED" });
  const asked = dependency({
    id: "they wait",
    kind: "SLOWS",
    consumerUnit: { id: "unit_b", name: "Betaling" },
    providerUnit: { id: "unit_a", name: "App" },
  });
  const withdrawn = dependency({ id: "withdrawn", state: "WITHDRAWN" });
  const rows = [waiting, asked, withdrawn];
  const ours = new Set(["unit_a"]);

  it("tells what we wait for from what others wait for", () => {
    expect(ids(filtered(rows, { ...everything, side: "ours" }, ours))).toEqual(["we wait"]);
    expect(ids(filtered(rows, { ...everything, side: "theirs" }, ours))).toEqual(["they wait"]);
  });

  it("leaves out what was withdrawn until it is asked for", () => {
    expect(ids(filtered(rows, everything, ours))).toEqual(["we wait", "they wait"]);
    expect(ids(filtered(rows, { ...everything, states: ["WITHDRAWN"] }, ours))).toEqual(["withdrawn"]);
  });

  it("narrows by kind and by what is undecided", () => {
    expect(ids(filtered(rows, { ...everything, kinds: ["SLOWS", "INFORMS"] }, ours))).toEqual(["they wait"]);
    expect(ids(filtered(rows, { ...everything, isUndecided: true }, ours))).toEqual(["we wait"]);
  });

  it("is counted without what was withdrawn", () => {
    expect(countsOf(rows)).toEqual({ all: 2, late: 0, undecided: 1 });
  });
});

describe("the address", () => {
  it("keeps what it may say, and drops the rest", () => {
    const search = dependencySearch({
      view: "map",
      kinds: "SLOWS,NONE,GATES",
      sort: "-day",
      depth: 40,
      late: "yes",
    });
    expect(search).toMatchObject({ kinds: "GATES,SLOWS", sort: "-day" });
    expect(search.view ?? search.depth ?? search.late).toBeUndefined();
  });
});
