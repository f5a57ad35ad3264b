import type { Point, Size } from "../camera";
import type { Rect } from "../layout";
import type { Tie, TiePlace } from "./ties";

/** A tie on a drawing: a bow from edge to edge, in the drawing's own pixels. */
export type Bow = {
  readonly tie: Tie;
  readonly start: Point;
  readonly bend: Point;
  readonly end: Point;
  readonly bounds: Rect;
};

/** How far a bow leaves the straight line, as a share of its length. */
const bowShare = 0.14;
const mostBow = 120;

export function centreOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the line from the middle of a box towards a point leaves the box; its middle when the point lies inside. */
export function edgeTowards(box: Rect, point: Point): Point {
  const centre = centreOf(box);
  const along = { x: point.x - centre.x, y: point.y - centre.y };
  const steps = [
    along.x === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(along.x),
    along.y === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(along.y),
  ];
  const share = Math.min(...steps);
  if (share >= 1) return centre;
  return { x: centre.x + along.x * share, y: centre.y + along.y * share };
}

/**
 * Bows of ties between the boxes of a drawing.
 *
 * Args:
 *   boxOf: Where an end lies: its objective, or its unit while no objective is named; null when it isn't drawn.
 *
 * Returns:
 *   Ties with an end that isn't drawn are left out. A tie and one the other way bow to different sides.
 */
export function bowsOf(ties: readonly Tie[], boxOf: (place: TiePlace) => Rect | null): Bow[] {
  return ties.flatMap((tie) => {
    const from = boxOf(tie.from);
    const to = boxOf(tie.to);
    if (!from || !to) return [];
    const start = edgeTowards(from, centreOf(to));
    const end = edgeTowards(to, centreOf(from));
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    if (length === 0) return [];
    const aside = Math.min(mostBow, length * bowShare) / length;
    const bend = {
      x: (start.x + end.x) / 2 - (end.y - start.y) * aside,
      y: (start.y + end.y) / 2 + (end.x - start.x) * aside,
    };
    const x = Math.min(start.x, bend.x, end.x);
    const y = Math.min(start.y, bend.y, end.y);
    const bounds = {
      x,
      y,
      width: Math.max(start.x, bend.x, end.x) - x,
      height: Math.max(start.y, bend.y, end.y) - y,
    };
    return [{ tie, start, bend, end, bounds }];
  });
}

/** The middle of a bow. */
export function middleOf({ start, bend, end }: Bow): Point {
  return { x: (start.x + 2 * bend.x + end.x) / 4, y: (start.y + 2 * bend.y + end.y) / 4 };
}

/** Whether any of a bow may be seen on a screen; both in the same pixels. */
export function mayBeSeen(bounds: Rect, screen: Size): boolean {
  return (
    bounds.x <= screen.width &&
    bounds.y <= screen.height &&
    bounds.x + bounds.width >= 0 &&
    bounds.y + bounds.height >= 0
  );
}
