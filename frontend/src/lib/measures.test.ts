import { describe, expect, it } from "vitest";
import { formatBand, formatMeasured, formatWay } from "./measures";

describe("measured values", () => {
  it.each([
    ["nb", "71\u00a0%"],
    ["en-GB", "71%"],
    ["de", "71\u00a0%"],
  ])("stand off their percent sign as %s writes it", (locale, expected) => {
    expect(formatMeasured(71, "%", locale)).toBe(expected);
  });

  it("carry other measures behind them", () => {
    expect(formatMeasured(12_000, "NOK", "nb")).toBe("12\u00a0000\u00a0NOK");
  });

  it("write the measure once for a way", () => {
    expect(formatWay(4, 1.5, "%", "nb")).toBe("4,0 → 1,5\u00a0%");
  });

  it("write a band with an open end as a bound", () => {
    expect(formatBand(99.5, null, "%", "en-GB")).toBe("≥ 99.5%");
    expect(formatBand(95, 99.5, "%", "en-GB")).toBe("95.0–99.5%");
  });
});
