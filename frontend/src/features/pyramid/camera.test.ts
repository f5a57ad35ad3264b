import { describe, expect, it } from "vitest";
import { between, cameraFor, held, overviewOf, toScreen, toWorld, zoomAt } from "./camera";

const bounds = { x: 0, y: 0, width: 4_000, height: 2_000 };
const screen = { width: 1_000, height: 600 };

describe("the camera", () => {
  it("shows all of a box", () => {
    const seen = toScreen(cameraFor(bounds, screen), bounds);
    expect(seen.x).toBeGreaterThanOrEqual(0);
    expect(seen.x + seen.width).toBeLessThanOrEqual(screen.width);
    expect(seen.y + seen.height).toBeLessThanOrEqual(screen.height);
  });

  it("keeps the point under the pointer when zooming", () => {
    const point = { x: 400, y: 300 };
    const before = overviewOf(bounds, screen);
    const after = zoomAt(before, point, 2, bounds, screen);
    expect(toWorld(after, point).x).toBeCloseTo(toWorld(before, point).x, 6);
    expect(toWorld(after, point).y).toBeCloseTo(toWorld(before, point).y, 6);
  });

  it("never loses the world", () => {
    const lost = held({ x: 99_999, y: -99_999, zoom: 1 }, bounds, screen);
    const seen = toScreen(lost, bounds);
    expect(seen.x).toBeLessThan(screen.width);
    expect(seen.y + seen.height).toBeGreaterThan(0);
  });

  it("starts and ends a way where it should", () => {
    const from = { x: 0, y: 0, zoom: 0.2 };
    const to = { x: -500, y: -80, zoom: 2 };
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toEqual(to);
  });
});
