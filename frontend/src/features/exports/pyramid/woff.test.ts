import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { sfntOf } from "./woff";

const file = createRequire(import.meta.url).resolve(
  "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-normal.woff",
);

/** The sum of a table's words, as every table of a TrueType font states it. */
function checksum(table: DataView): number {
  let sum = 0;
  for (let at = 0; at < table.byteLength; at += 4) sum = (sum + table.getUint32(at)) >>> 0;
  return sum;
}

describe("the font in a WOFF file", () => {
  it("has every table where it says, and as it was", async () => {
    const font = await sfntOf(new Uint8Array(readFileSync(file)));
    const view = new DataView(font.buffer);
    expect(view.getUint32(0)).toBe(0x00010000);
    const tags: string[] = [];
    for (let place = 0; place < view.getUint16(4); place += 1) {
      const entry = 12 + place * 16;
      const tag = String.fromCharCode(...font.subarray(entry, entry + 4));
      tags.push(tag);
      const [stated, offset, length] = [4, 8, 12].map((at) => view.getUint32(entry + at));
      const table = new DataView(font.buffer, offset, ((length ?? 0) + 3) & ~3);
      // That of `head` is counted without the sum of the whole font, which stands in it.
      const whole = tag === "head" ? table.getUint32(8) : 0;
      expect((checksum(table) - whole) >>> 0, tag).toBe(stated);
    }
    for (const needed of ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"])
      expect(tags).toContain(needed);
  });

  it("is none in another file", async () => {
    await expect(sfntOf(new Uint8Array(60))).rejects.toThrow("no WOFF");
  });
});
