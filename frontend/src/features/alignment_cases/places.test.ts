import { expect, it } from "vitest";
import { byPlace, placeOf } from "./places";

const ours = new Set(["betaling"]);
const waits = (state: "OPEN" | "AGREED" | "ESCALATED" | "WITHDRAWN", ...ids: string[]) => ({
  state,
  waitsFor: ids.map((id) => ({ id })),
});

it("tells first what waits for us, whether it is open or escalated", () => {
  expect(placeOf(waits("OPEN", "risiko", "betaling"), ours)).toBe("OURS");
  expect(placeOf(waits("ESCALATED", "betaling"), ours)).toBe("OURS");
  expect(placeOf(waits("OPEN", "risiko"), ours)).toBe("OPEN");
});

it("never lets what is over wait for anybody", () => {
  expect(placeOf(waits("AGREED", "betaling"), ours)).toBe("AGREED");
});

it("keeps the order within a place, and leaves empty places out", () => {
  const [first, second, third] = [waits("AGREED"), waits("OPEN", "betaling"), waits("AGREED")];
  expect(byPlace([first, second, third], ours)).toEqual([
    { place: "OURS", cases: [second] },
    { place: "AGREED", cases: [first, third] },
  ]);
});
