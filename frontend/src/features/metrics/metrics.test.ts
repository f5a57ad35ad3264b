import { expect, it } from "vitest";
import { type FoundMetric, isAmong, likeliest } from "./metrics";

const found: FoundMetric[] = [
  {
    id: "metric_1",
    name: "Feilede trekk",
    measure: "%",
    goodDirection: "DOWN",
    ownerId: "unit_1",
    ownerName: "Kort",
    latest: null,
    users: [],
  },
];

it.each([
  ["the very name", "Feilede trekk", true],
  ["in other letters and spaces", "  feilede   TREKK ", true],
  ["only a part of it", "Feilede", false],
])("a metric is not made again: %s", (_claim, typed, expected) => {
  expect(isAmong(found, typed)).toBe(expected);
});

it.each([
  ["one that has what was typed", "trekk feil", 0],
  ["the new one where what was found is only like it", "trekkraft", 1],
])("the enter key takes %s", (_claim, typed, expected) => {
  expect(likeliest(found, typed, true)).toBe(expected);
});
