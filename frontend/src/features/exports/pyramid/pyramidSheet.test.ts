import { describe, expect, it } from "vitest";
import { colours } from "../../../ui/tokens";
import { layOut } from "../../pyramid/layout";
import { finenessOf } from "./makeFile";
import { drawSheet, mixed, type Sheet, sizeOf } from "./pyramidSheet";
import { SvgPen } from "./svgPen";

function sheet(teams: number): Sheet {
  const children = Array.from({ length: teams }, (_, team) => ({
    id: `unit_${team}`,
    name: `Team ${team}`,
    tileIds: [0, 1, 2, 3].map((tile) => `objective_${team}_${tile}`),
    children: [],
  }));
  const layout = layOut(
    { id: "unit_0", name: "Fjordbank & Co", tileIds: ["objective_0"], children },
    Math.SQRT2,
  );
  return {
    title: "Fjordbank & Co",
    subtitle: "2027 T1",
    above: [
      [{ about: "Mission", title: "People first", isMoal: false }],
      [{ about: "Moal 2027", title: "Fewer calls", isMoal: true }],
    ],
    legend: [{ tone: "onTrack", word: "on track" }],
    layout,
    tiles: new Map(
      layout.tiles.map(({ id }) => [
        id,
        { title: `Mål <${id}>`, details: "on track", look: { tone: "onTrack", share: 0.5 } },
      ]),
    ),
    colours: colours.light,
    measure: (words, { size }) => words.length * size * 0.5,
  };
}

function drawn(one: Sheet): string {
  const pen = new SvgPen();
  for (const _ of drawSheet(pen, one));
  return pen.document(sizeOf(one), one.title, one.subtitle, "");
}

describe("the pyramid's drawing", () => {
  it("is an SVG with every unit and objective in real text", () => {
    const text = drawn(sheet(12));
    expect(text).toContain("<title>Mål &lt;objective_3_2&gt; · on track</title>");
    expect(text).toContain(">Team 11</text>");
    expect(text.match(/<g>/g)).toHaveLength(12 * 4 + 1);
  });

  it("begins with what stands above all OKRs", () => {
    const text = drawn(sheet(2));
    const places = ["People first", "Fewer calls", "Team 0"].map((words) => text.indexOf(`>${words}</text>`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("escapes what people typed", () => {
    expect(drawn(sheet(1))).toContain("Fjordbank &amp; Co");
    expect(drawn({ ...sheet(1), title: 'a\u0000"<b>' })).toContain("<title>a&quot;&lt;b&gt;</title>");
  });

  it("tells how far it has come, and ends with all of it", () => {
    const shares = [...drawSheet(new SvgPen(), sheet(60))];
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it("holds two thousand objectives within a second", () => {
    const began = performance.now();
    expect(drawn(sheet(500)).match(/<g>/g)).toHaveLength(2_001);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it("needs no transparency", () => {
    expect(mixed("#000000", "#FFFFFF", 0.5)).toBe("#808080");
    expect(drawn(sheet(2))).not.toMatch(/opacity|rgba/);
  });
});

describe("a picture", () => {
  it("is twice as fine as the screen, unless browsers draw nothing so large", () => {
    expect(finenessOf({ width: 1_400, height: 1_000 })).toBe(2);
    const large = { width: 20_000, height: 14_000 };
    const fineness = finenessOf(large);
    expect(large.width * fineness).toBeLessThanOrEqual(16_000);
    expect(large.width * large.height * fineness ** 2).toBeLessThanOrEqual(120_000_001);
  });
});
