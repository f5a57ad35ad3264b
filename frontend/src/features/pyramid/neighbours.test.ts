import { expect, it } from "vitest";
import type { TileBox } from "./layout";
import { neighbourOf } from "./neighbours";

const tile = (id: string, x: number, y: number): TileBox => ({
  id,
  unitId: "u",
  depth: 1,
  x,
  y,
  width: 100,
  height: 16,
});
const middle = tile("middle", 200, 100);
const tiles = [
  middle,
  tile("right", 320, 100),
  tile("below", 200, 120),
  tile("farBelow", 200, 300),
  tile("slant", 330, 118),
];

it("goes straight before it goes slanting", () => {
  expect(neighbourOf(tiles, middle, "ArrowRight")?.id).toBe("right");
});

it("goes to the nearest", () => {
  expect(neighbourOf(tiles, middle, "ArrowDown")?.id).toBe("below");
});

it("stays where nothing follows", () => {
  expect(neighbourOf(tiles, middle, "ArrowLeft")).toBeNull();
});
