import { describe, expect, it } from "vitest";
import { formatShare, formatSpan, formatValue, parseDecimal } from "./numbers";

describe("parseDecimal", () => {
  it.each([
    ["a comma is the decimal sign in Norwegian", "3,4", "nb", 3.4],
    ["a point is taken too, keypads have no comma", "3.4", "nb", 3.4],
    ["spaces group thousands", "12 000", "nb", 12000],
    ["a point before three digits groups in German", "3.400", "de", 3400],
    ["a point before one digit does not", "3.4", "de", 3.4],
    ["groups and decimals together", "1.234,5", "de", 1234.5],
    ["a comma before three digits groups in English", "3,400", "en", 3400],
    ["a real minus sign", "−2,5", "nb", -2.5],
    ["leading zeros go", "007", "en", 7],
  ])("%s", (_claim, typed, locale, expected) => {
    expect(parseDecimal(typed, locale)).toBe(expected);
  });

  it.each(["", "abc", "3,4,5", "1e5", "--2", "3 %"])("refuses %j", (typed) => {
    expect(parseDecimal(typed, "nb")).toBeNull();
  });
});

describe("writing numbers", () => {
  it("does not show what a binary fraction adds", () => {
    expect(formatValue(0.1 + 0.2, "nb")).toBe("0,3");
  });

  it("writes both ends of a span with the same decimals", () => {
    expect(formatSpan(4, 1.5, "nb")).toBe("4,0 → 1,5");
  });

  it("writes shares beyond 1 in full", () => {
    expect(formatShare(1.3, "nb")).toBe("1,30");
  });

  it("keeps decimals of large values exact", () => {
    expect(formatValue(1234567.25, "de")).toBe("1.234.567,25");
  });
});
