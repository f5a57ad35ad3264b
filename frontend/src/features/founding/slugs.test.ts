import { describe, expect, test } from "vitest";
import { slugOf } from "./slugs";

describe("slugOf", () => {
  test.each([
    ["Fjord & Sønn AS", "fjord-sonn-as"],
    ["Müller Straßenbau", "mueller-strassenbau"],
    ["Café Ærlig", "cafe-aerlig"],
    ["  – 100 % –  ", "100"],
    ["漢字", ""],
  ])("writes %j as %j", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test("does not end in the middle of a separator", () => {
    expect(slugOf(`${"a".repeat(59)} b`)).toBe("a".repeat(59));
  });
});
