import { describe, expect, it } from "vitest";
import { loop } from "./loop";

describe("a circle's drawing", () => {
  it("has a line from each station to the next, and one back", () => {
    const drawn = loop([20, 70, 130]);
    expect(drawn?.steps).toHaveLength(3);
    expect(drawn?.steps[0]?.line).toBe("M34 29V56");
    expect(drawn?.steps[2]?.line).toMatch(/^M25 130H.*V32Q.*H20$/);
    expect(drawn?.height).toBeGreaterThan(130);
  });

  it("is nothing before the stations stand somewhere", () => {
    expect(loop([])).toBeNull();
    expect(loop([20])).toBeNull();
  });
});
