import { expect, it } from "vitest";
import { type FoundMetric, isAmong } from "./metrics";

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
