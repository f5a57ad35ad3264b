import type { Colours } from "../../../ui/tokens";
import { type Camera, type Point, type Size, toScreen } from "../camera";
import type { Layout } from "../layout";
import { byUrgency, mostPressing } from "./pressing";
import { type Bow, bowsOf, mayBeSeen, middleOf } from "./tieGeometry";
import type { Tie } from "./ties";

/** Widths on the screen, in pixels. */
const line = { dependency: 1.5, late: 3, double: 5, between: 2, arrow: 7, square: 8 };
const dash = [6, 4];
const faint = 0.18;

/** Draws the ties of a layout over one frame of the map. */
export type DrawTies = (
  context: CanvasRenderingContext2D,
  camera: Camera,
  screen: Size,
  colours: Colours,
  /** The objective whose ties stand out; null when all are alike. */
  markedId: string | null,
) => void;

/** Prepare what is drawn with every frame: the bows, in the map's own pixels. */
export function tiesOn(layout: Layout, ties: readonly Tie[]): DrawTies {
  const tiles = new Map(layout.tiles.map((tile) => [tile.id, tile]));
  const heads = new Map(layout.units.map((unit) => [unit.id, { ...unit, height: unit.head }]));
  const bows = bowsOf(byUrgency(ties), ({ objectiveId, unit }) =>
    objectiveId === null ? (heads.get(unit.id) ?? null) : (tiles.get(objectiveId) ?? null),
  );
  return (context, camera, screen, colours, markedId) => {
    const maySee = (bow: Bow) => mayBeSeen(toScreen(camera, bow.bounds), screen);
    const isOnScreen = (point: Point) => {
      const { x, y } = at(camera, point);
      return x >= 0 && y >= 0 && x <= screen.width && y <= screen.height;
    };
    const drawn = mostPressing(bows, maySee, ({ start, end }) => isOnScreen(start) || isOnScreen(end));
    const isMarked = ({ tie }: Bow) => tie.from.objectiveId === markedId || tie.to.objectiveId === markedId;
    const marked = markedId === null ? [] : bows.filter((bow) => isMarked(bow) && maySee(bow));
    if (marked.length === 0) {
      drawAll(context, drawn, camera, colours);
      return;
    }
    context.globalAlpha = faint;
    drawAll(
      context,
      drawn.filter((bow) => !isMarked(bow)),
      camera,
      colours,
    );
    context.globalAlpha = 1;
    drawAll(context, marked, camera, colours);
  };
}

function at(camera: Camera, { x, y }: Point): Point {
  return { x: x * camera.zoom + camera.x, y: y * camera.zoom + camera.y };
}

function pathOf(bows: readonly Bow[], camera: Camera): Path2D {
  const path = new Path2D();
  for (const bow of bows) {
    const start = at(camera, bow.start);
    const bend = at(camera, bow.bend);
    const end = at(camera, bow.end);
    path.moveTo(start.x, start.y);
    path.quadraticCurveTo(bend.x, bend.y, end.x, end.y);
  }
  return path;
}

/** All ties of a look are one path: thousands of them cost a few strokes. */
function drawAll(
  context: CanvasRenderingContext2D,
  bows: readonly Bow[],
  camera: Camera,
  colours: Colours,
): void {
  const ofKind = (kind: Tie["kind"]) => bows.filter(({ tie }) => tie.kind === kind);
  drawDouble(context, pathOf(ofKind("overlap"), camera), colours.overlap, colours);
  const conflicts = ofKind("conflict");
  drawDouble(context, pathOf(conflicts, camera), colours.offTrack, colours);
  drawSquares(context, conflicts, camera, colours);
  const waits = ofKind("dependency");
  drawDashed(
    context,
    waits.filter(({ tie }) => !tie.isLate),
    camera,
    colours,
    line.dependency,
  );
  drawDashed(
    context,
    waits.filter(({ tie }) => tie.isLate),
    camera,
    colours,
    line.late,
  );
}

function drawDouble(
  context: CanvasRenderingContext2D,
  path: Path2D,
  colour: string,
  { surface }: Colours,
): void {
  context.strokeStyle = colour;
  context.lineWidth = line.double;
  context.stroke(path);
  context.strokeStyle = surface;
  context.lineWidth = line.between;
  context.stroke(path);
}

/** A conflict's own shape, as everywhere: a solid square. */
function drawSquares(
  context: CanvasRenderingContext2D,
  bows: readonly Bow[],
  camera: Camera,
  { offTrack, surface }: Colours,
): void {
  for (const bow of bows) {
    const { x, y } = at(camera, middleOf(bow));
    const side = line.square;
    context.fillStyle = surface;
    context.fillRect(x - side / 2 - 2, y - side / 2 - 2, side + 4, side + 4);
    context.fillStyle = offTrack;
    context.fillRect(x - side / 2, y - side / 2, side, side);
  }
}

/** From who waits to who is waited for, with its head there. */
function drawDashed(
  context: CanvasRenderingContext2D,
  bows: readonly Bow[],
  camera: Camera,
  { dependency }: Colours,
  width: number,
): void {
  if (bows.length === 0) return;
  context.strokeStyle = dependency;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke(pathOf(bows, camera));
  context.setLineDash([]);
  const heads = new Path2D();
  const size = line.arrow + width;
  for (const bow of bows) {
    const end = at(camera, bow.end);
    const bend = at(camera, bow.bend);
    const turn = Math.atan2(end.y - bend.y, end.x - bend.x);
    const corner = (side: number) => ({
      x: end.x - size * Math.cos(turn + side),
      y: end.y - size * Math.sin(turn + side),
    });
    const one = corner(0.4);
    const other = corner(-0.4);
    heads.moveTo(end.x, end.y);
    heads.lineTo(one.x, one.y);
    heads.lineTo(other.x, other.y);
    heads.closePath();
  }
  context.fillStyle = dependency;
  context.fill(heads);
}
