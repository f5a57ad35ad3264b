import { clampShare } from "../../../lib/numbers";
import { type Colours, radii, sizes, typeSizes } from "../../../ui/tokens";
import { toneColour } from "../../pyramid/drawing";
import type { Layout, Rect, TileBox, UnitBox } from "../../pyramid/layout";
import type { Look, Tone } from "../../pyramid/looks";
import { linesOf } from "./lines";
import type { Measure, Pen } from "./pen";

/** A direction or a Moal: what it is, and what it says. */
export type Standing = { readonly about: string; readonly title: string; readonly isMoal: boolean };

/** What the drawing says and shows. */
export type Sheet = {
  readonly title: string;
  readonly subtitle: string;
  /** What stands above all OKRs: a row of directions, a row of Moals. */
  readonly above: readonly (readonly Standing[])[];
  readonly legend: readonly { readonly tone: Tone; readonly word: string }[];
  readonly layout: Layout;
  readonly tiles: ReadonlyMap<
    string,
    { readonly title: string; readonly details: string; readonly look: Look }
  >;
  readonly colours: Colours;
  readonly measure: Measure;
};

/** Width of a drawing whose title has its usual size; that of a larger one grows with it. */
const readableWidth = 1_320;
const margin = 40;
const headHeight = 104;
const aboveHeight = 62;
const tilesAtOnce = 80;
/** How strongly a tone shows under letters, over the line's colour. */
const tint = 0.35;

function magnification({ layout }: Sheet): number {
  return Math.max(1, layout.bounds.width / readableWidth);
}

/** Height of the rows above the map, at the title's usual size. */
const aboveOf = ({ above }: Sheet) => above.length * aboveHeight;

/** How large the drawing is, in pixels. */
export function sizeOf(sheet: Sheet): { width: number; height: number } {
  const scale = magnification(sheet);
  return {
    width: sheet.layout.bounds.width + 2 * margin * scale,
    height: sheet.layout.bounds.height + (headHeight + aboveOf(sheet) + 2 * margin) * scale,
  };
}

/** All words of the drawing, to know which letters it needs. */
export function* wordsOf(sheet: Sheet): Generator<string> {
  yield sheet.title;
  yield sheet.subtitle;
  for (const { word } of sheet.legend) yield word;
  for (const { about, title } of sheet.above.flat()) yield `${about} ${title}`;
  for (const { name } of sheet.layout.units) yield name;
  for (const { title, details } of sheet.tiles.values()) yield `${title} ${details}`;
}

/** Mix a colour into another one, both as #RRGGBB; `share` of the first. */
export function mixed(one: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((start) => {
    const [first, second] = [one, other].map((hex) => Number.parseInt(hex.slice(start, start + 2), 16));
    return Math.round((first ?? 0) * share + (second ?? 0) * (1 - share));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Draw the whole company, a piece at a time.
 *
 * Yields:
 *   The share that is drawn, so that whoever draws can tell it, and stop.
 */
export function* drawSheet(pen: Pen, sheet: Sheet): Generator<number> {
  const { layout, colours } = sheet;
  const scale = magnification(sheet);
  const { width, height } = sizeOf(sheet);
  pen.box({ x: 0, y: 0, width, height }, 0, { fill: colours.paper });
  drawHead(pen, sheet, scale);
  for (const [row, standing] of sheet.above.entries()) drawRow(pen, sheet, standing, row, scale);
  const moved = <Box extends Rect>(box: Box): Box => ({
    ...box,
    x: box.x + margin * scale,
    y: box.y + (margin + headHeight + aboveOf(sheet)) * scale,
  });
  const pieces = layout.units.length + layout.tiles.length;
  for (const [place, unit] of layout.units.entries()) {
    drawUnit(pen, sheet, moved(unit));
    if (place % tilesAtOnce === 0) yield place / pieces;
  }
  for (const [place, tile] of layout.tiles.entries()) {
    drawTile(pen, sheet, moved(tile));
    if (place % tilesAtOnce === 0) yield (layout.units.length + place) / pieces;
  }
  yield 1;
}

function drawHead(pen: Pen, { title, subtitle, legend, colours, measure }: Sheet, scale: number): void {
  const left = margin * scale;
  let top = (margin + typeSizes.heading * 0.8) * scale;
  pen.text(
    title,
    { x: left, y: top },
    { size: typeSizes.heading * scale, weight: "strong", colour: colours.ink },
  );
  top += typeSizes.small * 1.9 * scale;
  const small = { size: typeSizes.small * scale, weight: "text" } as const;
  pen.text(subtitle, { x: left, y: top }, { ...small, colour: colours.muted });
  top += typeSizes.small * 1.9 * scale;
  let x = left;
  for (const { tone, word } of legend) {
    const colour = toneColour(tone, colours);
    drawShape(
      pen,
      tone,
      { x: x + (sizes.glyph / 2) * scale, y: top - 5 * scale },
      sizes.glyph * scale,
      colour,
    );
    x += (sizes.glyph + 6) * scale;
    pen.text(word, { x, y: top }, { ...small, colour });
    x += measure(word, small) + 20 * scale;
  }
}

/** A row of what stands above all OKRs, each with the same room: under a line the directions, on a ground the Moals. */
function drawRow(
  pen: Pen,
  { layout, colours, measure }: Sheet,
  standing: readonly Standing[],
  row: number,
  scale: number,
): void {
  const between = 8 * scale;
  const width = (layout.bounds.width - between * (standing.length - 1)) / standing.length;
  const y = (margin + headHeight + row * aboveHeight) * scale;
  const height = (aboveHeight - 10) * scale;
  for (const [place, { about, title, isMoal }] of standing.entries()) {
    const x = margin * scale + place * (width + between);
    if (isMoal) pen.box({ x, y, width, height }, radii.small * scale, { fill: colours.accentSoft });
    else pen.box({ x, y, width, height: 3 * scale }, 0, { fill: colours.accent });
    const pad = (isMoal ? 10 : 0) * scale;
    const room = width - (isMoal ? 2 * pad : between);
    const small = { size: 10 * scale, weight: "text" } as const;
    const strong = { size: 12 * scale, weight: "strong" } as const;
    let base = y + 16 * scale;
    for (const line of linesOf(about, room, 1, small, measure))
      pen.text(line, { x: x + pad, y: base }, { ...small, colour: colours.muted });
    for (const line of linesOf(title, room, 2, strong, measure)) {
      base += 15 * scale;
      pen.text(line, { x: x + pad, y: base }, { ...strong, colour: colours.ink });
    }
  }
}

function drawUnit(pen: Pen, { colours, measure }: Sheet, unit: UnitBox): void {
  pen.box(unit, radii.normal, {
    fill: unit.depth % 2 === 0 ? colours.surface : colours.paper,
    stroke: colours.line,
    width: sizes.hairline,
  });
  const type = { size: unit.head * 0.46, weight: "strong" } as const;
  const pad = Math.min(10, unit.width * 0.06);
  const [name] = linesOf(unit.name, unit.width - 2 * pad, 1, type, measure);
  if (name)
    pen.text(name, { x: unit.x + pad, y: unit.y + unit.head * 0.7 }, { ...type, colour: colours.ink });
}

function drawTile(pen: Pen, sheet: Sheet, tile: TileBox): void {
  const { colours, measure } = sheet;
  const said = sheet.tiles.get(tile.id);
  if (!said) return;
  const { title, details, look } = said;
  const colour = toneColour(look.tone, colours);
  const isCard = tile.depth === 0;
  const glyph = isCard ? tile.height * 0.17 : tile.height * 0.36;
  pen.group(`${title} · ${details}`, () => {
    const radius = Math.min(radii.small, tile.height / 4);
    const ground = mixed(colours.line, colours.surface, 0.45);
    pen.box(tile, radius, { fill: ground });
    const share = clampShare(look.share);
    if (share > 0)
      pen.box({ ...tile, width: tile.width * share }, radius, { fill: mixed(colour, ground, tint) });
    const pad = tile.height * (isCard ? 0.13 : 0.2);
    const room = tile.width - 2 * pad - glyph * 1.4;
    const size = tile.height * (isCard ? 0.2 : 0.37);
    const type = { size, weight: isCard ? "strong" : "text" } as const;
    const lines = linesOf(title, room, 2, type, measure);
    const below = linesOf(details, room, 3 - lines.length, { ...type, weight: "text" }, measure);
    const rows = isCard ? [...lines, ...below] : lines;
    const leading = size * 1.22;
    const top = tile.y + (tile.height - rows.length * leading) / 2 + size * 0.98;
    for (const [row, line] of rows.entries()) {
      const isDetails = row >= lines.length;
      pen.text(
        line,
        { x: tile.x + pad, y: top + row * leading },
        { size, weight: isDetails ? "text" : type.weight, colour: colours.ink },
      );
    }
    const centre = { x: tile.x + tile.width - pad - glyph / 2, y: tile.y + tile.height / 2 };
    drawShape(pen, look.tone, centre, glyph, colour);
  });
}

/** The shape of a tone, as everywhere in the app: colour never speaks alone. */
function drawShape(
  pen: Pen,
  tone: Tone,
  { x, y }: { x: number; y: number },
  size: number,
  colour: string,
): void {
  const half = size / 2;
  const filled = { fill: colour };
  const line = { stroke: colour, width: size * 0.15 };
  switch (tone) {
    case "atRisk":
    case "none":
      pen.polygon(
        [
          { x, y: y - half * 0.9 },
          { x: x + half * 0.96, y: y + half * 0.8 },
          { x: x - half * 0.96, y: y + half * 0.8 },
        ],
        filled,
      );
      return;
    case "offTrack":
      pen.box({ x: x - half * 0.8, y: y - half * 0.8, width: size * 0.8, height: size * 0.8 }, 0, filled);
      return;
    case "notMeasured":
      pen.box({ x: x - half * 0.8, y: y - half * 0.2, width: size * 0.8, height: size * 0.2 }, 0, filled);
      return;
    case "notStarted":
      pen.circle({ x, y }, half * 0.8, line);
      return;
    case "stale":
    case "proposed":
      pen.circle({ x, y }, half * 0.8, { ...line, dash: [size * 0.2, size * 0.16] });
      return;
    default:
      pen.circle({ x, y }, half * 0.8, filled);
  }
}
