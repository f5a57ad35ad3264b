import { expect, it } from "vitest";
import { sortedBy } from "./order";

it("sorts å after z in Norwegian and beside a in German", () => {
  const names = ["Økonomi", "Åpent hus", "Zink", "Arbeid"];
  expect(sortedBy(names, (name) => name, "nb")).toEqual(["Arbeid", "Zink", "Økonomi", "Åpent hus"]);
  expect(sortedBy(names, (name) => name, "de")).toEqual(
    ["Åpent hus", "Arbeid", "Økonomi", "Zink"].toSorted(new Intl.Collator("de").compare),
  );
});

it("sorts numbers in names by their value", () => {
  expect(sortedBy(["Team 10", "Team 9"], (name) => name, "en")).toEqual(["Team 9", "Team 10"]);
});
