import { clampShare } from "../../lib/numbers";
import { type Colours, fonts, radii, sizes, typeSizes, weights } from "../../ui/tokens";
import { type Camera, type Size, toScreen } from "./camera";
import type { Layout, Rect, TileBox, UnitBox } from "./layout";
import type { Look, Tone } from "./looks";
import type { DrawTies } from "./overlays/drawTies";

/** What the map shows beside its layout; read anew with every frame. */
export type Scene = {
  readonly layout: Layout;
  readonly looks: ReadonlyMap<string, Look>;
  readonly titles: ReadonlyMap<string, string>;
  /** Words under a title, for tiles that are near. */
  readonly details: (id: string) => string;
  readonly ownUnitIds: ReadonlySet<string>;
  readonly colours: Colours;
  readonly countOf: (count: number) => string;
  /** Draws what joins tiles sideways, if somebody wants to see it. */
  readonly drawTies: DrawTies | null;
};

type Marked = { readonly tileId: string | null; readonly isFocus: boolean };

/** Heights on the screen, in pixels, from which a tile says more. */
const near = { glyph: 6, title: 30, details: 61 };
const fade = "73";

export function toneColour(tone: Tone, colours: Colours): string {
  switch (tone) {
    case "agreed":
    case "proposed":
    case "confident":
      return colours.accent;
    case "none":
      return colours.overlap;
    case "notStarted":
    case "notMeasured":
      return colours.muted;
    default:
      return colours[tone];
  }
}

function isInSight(rect: Rect, screen: Size): boolean {
  return (
    rect.x < screen.width && rect.y < screen.height && rect.x + rect.width > 0 && rect.y + rect.height > 0
  );
}

const fitted = new Map<string, string>();
const mostFitted = 5_000;

/** Cut a text to a width, with an ellipsis; remembered, because measuring is the dearest part of a frame. */
function cutTo(context: CanvasRenderingContext2D, text: string, width: number): string {
  const key = `${context.font}|${Math.floor(width / 8)}|${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = middle === text.length ? text : `${text.slice(0, middle)}…`;
    if (context.measureText(tried).width <= width) low = middle;
    else high = middle - 1;
  }
  const cut = low === text.length ? text : low === 0 ? "" : `${text.slice(0, low).trimEnd()}…`;
  if (fitted.size > mostFitted) fitted.clear();
  fitted.set(key, cut);
  return cut;
}

function font(weight: number, size: number): string {
  return `${weight} ${size}px ${fonts.text}`;
}

function box(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
}

function drawGlyph(context: CanvasRenderingContext2D, tone: Tone, x: number, y: number, size: number): void {
  const radius = size / 2;
  context.beginPath();
  switch (tone) {
    case "atRisk":
    case "none":
      context.moveTo(x, y - radius);
      context.lineTo(x + radius, y + radius);
      context.lineTo(x - radius, y + radius);
      context.closePath();
      break;
    case "offTrack":
      context.rect(x - radius * 0.9, y - radius * 0.9, size * 0.9, size * 0.9);
      break;
    case "notMeasured":
      context.rect(x - radius * 0.9, y - radius * 0.2, size * 0.9, radius * 0.4);
      break;
    default:
      context.arc(x, y, radius * 0.85, 0, Math.PI * 2);
  }
  if (tone === "stale" || tone === "proposed" || tone === "notStarted") {
    context.setLineDash(tone === "notStarted" ? [] : [2, 1.6]);
    context.lineWidth = 1.5;
    context.stroke();
    context.setLineDash([]);
  } else {
    context.fill();
  }
}

function drawUnit(
  context: CanvasRenderingContext2D,
  scene: Scene,
  unit: UnitBox,
  rect: Rect,
  zoom: number,
  screen: Size,
): void {
  const { colours } = scene;
  const isOwn = scene.ownUnitIds.has(unit.id);
  box(context, rect, radii.normal);
  context.fillStyle = unit.depth % 2 === 0 ? colours.surface : colours.paper;
  context.fill();
  context.strokeStyle = isOwn ? colours.accent : colours.line;
  context.lineWidth = isOwn ? sizes.ring : sizes.hairline;
  context.stroke();
  const head = unit.head * zoom;
  const size = Math.min(typeSizes.small, head * 0.62);
  if (size < 6.5) return;
  const pad = Math.max(5, Math.min(10, 10 * zoom));
  // The name stays in sight while any of its box is, so one always knows where one is.
  const left = Math.max(rect.x, 0) + pad;
  const room = Math.min(rect.x + rect.width, screen.width) - left - pad;
  if (room < size * 2) return;
  const middle = Math.min(Math.max(rect.y, 0) + head * 0.58, rect.y + rect.height - head / 2);
  if (rect.y < 0) {
    context.fillStyle = unit.depth % 2 === 0 ? colours.surface : colours.paper;
    context.fillRect(rect.x + 1, Math.max(rect.y, 0), rect.width - 2, Math.min(head, rect.height));
  }
  context.font = font(weights.strong, size);
  context.fillStyle = colours.ink;
  const name = cutTo(context, unit.name, room);
  context.fillText(name, left, middle);
  const width = context.measureText(name).width;
  const count = scene.countOf(unit.tileCount);
  context.font = font(weights.text, size * 0.9);
  if (unit.depth < 2 && width + context.measureText(count).width + 10 < room) {
    context.fillStyle = colours.muted;
    context.fillText(count, left + width + 8, middle);
  }
}

function drawTile(context: CanvasRenderingContext2D, scene: Scene, tile: TileBox, rect: Rect): void {
  const { colours } = scene;
  const look = scene.looks.get(tile.id);
  if (!look) return;
  const colour = toneColour(look.tone, colours);
  if (rect.height < near.title) {
    const size = Math.min(9, Math.max(5, rect.height * 0.6));
    if (rect.height < near.glyph || rect.width < size * 3) {
      drawBar(context, look, rect, colour, colours);
      return;
    }
    // Beside the bar, not on it: a shape in the colour of what lies under it could not be told.
    drawBar(context, look, { ...rect, width: rect.width - size - 3 }, colour, colours);
    context.fillStyle = colour;
    context.strokeStyle = colour;
    drawGlyph(context, look.tone, rect.x + rect.width - size / 2, rect.y + rect.height / 2, size);
    return;
  }
  drawCard(context, scene, tile, look, rect, colour);
}

function drawBar(
  context: CanvasRenderingContext2D,
  look: Look,
  rect: Rect,
  colour: string,
  colours: Colours,
): void {
  const width = rect.width * clampShare(look.share);
  if (rect.height < near.glyph) {
    context.fillStyle = colours.line;
    context.fillRect(rect.x, rect.y, rect.width, rect.height);
    context.fillStyle = colour + fade;
    context.fillRect(rect.x, rect.y, width, rect.height);
    return;
  }
  context.fillStyle = colours.line;
  box(context, rect, radii.small);
  context.fill();
  if (width > 0) {
    context.fillStyle = colour + fade;
    box(context, { ...rect, width }, radii.small);
    context.fill();
  }
}

/** Near enough to read: title, figures, and the bar along the foot. */
function drawCard(
  context: CanvasRenderingContext2D,
  scene: Scene,
  tile: TileBox,
  look: Look,
  rect: Rect,
  colour: string,
): void {
  const { colours } = scene;
  box(context, rect, radii.normal);
  context.fillStyle = colours.surface;
  context.fill();
  context.strokeStyle = colours.line;
  context.lineWidth = sizes.hairline;
  context.stroke();
  const pad = Math.min(10, rect.height * 0.16);
  const barHeight = Math.min(sizes.bar, rect.height * 0.2);
  const bar = {
    x: rect.x + pad,
    y: rect.y + rect.height - pad - barHeight,
    width: rect.width - 2 * pad - sizes.icon,
    height: barHeight,
  };
  drawBar(context, look, bar, colour, colours);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  drawGlyph(
    context,
    look.tone,
    rect.x + rect.width - pad - sizes.glyph / 2,
    bar.y + barHeight / 2,
    sizes.glyph,
  );
  const size = Math.min(typeSizes.small, Math.max(11, rect.height * 0.3));
  const room = rect.width - 2 * pad;
  const top = rect.y + pad + size / 2;
  context.font = font(weights.strong, size);
  context.fillStyle = colours.ink;
  context.fillText(cutTo(context, scene.titles.get(tile.id) ?? "", room), rect.x + pad, top);
  if (rect.height >= near.details) {
    context.font = font(weights.text, typeSizes.tiny);
    context.fillStyle = colours.muted;
    context.fillText(cutTo(context, scene.details(tile.id), room), rect.x + pad, top + size * 1.25);
  }
}

/** Draw one frame. Everything out of sight is left out, everything far away is told in fewer strokes. */
export function draw(
  context: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  screen: Size,
  marked: Marked,
): void {
  context.clearRect(0, 0, screen.width, screen.height);
  context.textBaseline = "middle";
  for (const unit of scene.layout.units) {
    const rect = toScreen(camera, unit);
    if (isInSight(rect, screen)) drawUnit(context, scene, unit, rect, camera.zoom, screen);
  }
  for (const tile of scene.layout.tiles) {
    const rect = toScreen(camera, tile);
    if (!isInSight(rect, screen)) continue;
    drawTile(context, scene, tile, rect);
  }
  scene.drawTies?.(context, camera, screen, scene.colours, marked.tileId);
  for (const tile of scene.layout.tiles) {
    const rect = toScreen(camera, tile);
    if (tile.id === marked.tileId && isInSight(rect, screen)) {
      box(
        context,
        { x: rect.x - 2, y: rect.y - 2, width: rect.width + 4, height: rect.height + 4 },
        radii.normal,
      );
      context.strokeStyle = marked.isFocus ? scene.colours.focus : scene.colours.accent;
      context.lineWidth = sizes.ring;
      context.stroke();
    }
  }
}
