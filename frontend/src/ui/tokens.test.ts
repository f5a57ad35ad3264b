import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tokenSheet } from "./tokenSheet";
import { colours, widths } from "./tokens";

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" });
const sheets = files.filter((file) => file.endsWith(".css"));
const modules = files.filter((file) => /\.tsx?$/.test(file) && !file.includes("__generated__"));
const read = (file: string) => readFileSync(join(source, file), "utf8");

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe("tokens", () => {
  it("are the only place that names a colour, a size or a duration", () => {
    const named = sheets.flatMap((file) =>
      read(file)
        .split("\n")
        .filter((line) => !line.includes("@media") && /#[0-9a-f]{3,8}\b|\brgb|\bhsl|\d(px|ms)\b/i.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(named).toEqual([]);
  });

  it("decide where a phone, a tablet and a laptop begin", () => {
    for (const file of sheets) {
      for (const [, width] of read(file).matchAll(/max-width: (\d+)px/g))
        expect([widths.phone, widths.tablet, widths.laptop]).toContain(Number(width));
    }
  });

  it("exist for every variable that a style sheet reads", () => {
    const written = new Set(tokenSheet().match(/--[a-z0-9-]+(?=:)/g));
    // Set where the element is made: how deep it stands, and on which line of how many.
    const own = new Set(["--depth", "--level", "--line", "--lines", "--weeks"]);
    const missing = sheets.flatMap((file) => {
      const declared = new Set(read(file).match(/--[a-zA-Z0-9-]+(?=:)/g));
      return [...read(file).matchAll(/var\((--[a-zA-Z0-9-]+)/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !written.has(name) && !declared.has(name) && !own.has(name))
        .map((name) => `${file}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "give every text at least 4.5 to 1 on its grounds in %s mode",
    (mode) => {
      const { paper, surface, sunk, accent, accentSoft, onAccent, ...rest } = colours[mode];
      const { ink, muted, onTrack, atRisk, offTrack, stale, dependency, overlap } = rest;
      for (const text of [ink, muted, accent, onTrack, atRisk, offTrack, stale, dependency, overlap]) {
        for (const ground of [paper, surface, sunk]) expect(contrast(text, ground)).toBeGreaterThan(4.5);
      }
      expect(contrast(onAccent, accent)).toBeGreaterThan(4.5);
      for (const text of [ink, muted]) expect(contrast(text, accentSoft)).toBeGreaterThan(4.5);
    },
  );
});

describe("layers", () => {
  it("keep the parts free of router and data", () => {
    const knowing = modules
      .filter((file) => file.startsWith("ui/") && !file.endsWith(".test.ts"))
      .filter((file) => /from "(\.\.\/(features|app)|.*relay|@tanstack)/.test(read(file)));
    expect(knowing).toEqual([]);
  });

  it("let no place reach into the app that holds it", () => {
    const reaching = modules
      .filter((file) => file.startsWith("features/"))
      .filter((file) => /from "(\.\.\/)+app\//.test(read(file)));
    expect(reaching).toEqual([]);
  });
});
