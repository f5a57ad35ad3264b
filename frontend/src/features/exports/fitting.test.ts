import { describe, expect, it } from "vitest";
import { largestThatFits } from "./fitting";

describe("the type of a sheet", () => {
  it("is the largest that fits", () => {
    expect(largestThatFits((points) => points <= 8.3, 6, 11)).toBe(8.25);
  });

  it("grows no further than it should", () => {
    expect(largestThatFits(() => true, 6, 11)).toBe(11);
  });

  it("stays legible where nothing fits", () => {
    expect(largestThatFits(() => false, 6, 11)).toBe(6);
  });
});
