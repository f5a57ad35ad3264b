/**
 * Where each unit and each objective lies on the map: boxes within boxes, in world pixels.
 *
 * A top-down tree fails at two thousand nodes, it becomes a line. Boxes nest instead: a unit holds its
 * objectives as tiles and then its child units in justified rows, so the whole has about the shape of the
 * screen. What belongs to units high up is drawn larger in a large company, so the overview stays readable.
 */

export type Branch = {
  readonly id: string;
  readonly name: string;
  readonly tileIds: readonly string[];
  readonly children: readonly Branch[];
};

export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type UnitBox = Rect & {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  /** Height of the strip with the unit's name. */
  readonly head: number;
  readonly tileCount: number;
};

export type TileBox = Rect & { readonly id: string; readonly unitId: string; readonly depth: number };

export type Layout = {
  readonly bounds: Rect;
  readonly units: readonly UnitBox[];
  readonly tiles: readonly TileBox[];
};

const gap = 8;
const pad = 10;
const leafWidth = 150;
const unitHead = 28;
const usualTileHeight = 16;
const tileGap = 4;
const cardHeight = 60;
const cardWidth = 280;
/** At this width of the whole the measures above fit a screen as they are. */
const readableWidth = 1_320;
/** So much of an even share of its row each unit gets, whatever its weight. */
const leastShare = 0.7;
const searchSteps = 9;

/** A branch with what its layout asks again and again. */
type Sized = {
  branch: Branch;
  depth: number;
  weight: number;
  isLeaf: boolean;
  tileHeight: number;
  children: Sized[];
};

type Box = { sized: Sized; height: number; head: number; tiles: Rect[]; rows: Row[] };
type Row = { y: number; height: number; boxes: { box: Box; x: number; width: number }[] };

function sizeUp(branch: Branch, depth: number, tileHeight: number): Sized {
  const children = branch.children.map((child) => sizeUp(child, depth + 1, tileHeight));
  const isLeaf = children.length === 0;
  // A unit takes the room of the teams below it, and a little for itself.
  const weight = isLeaf ? 1 : children.reduce((sum, child) => sum + child.weight, 0) + 0.35;
  return { branch, depth, weight, isLeaf, tileHeight, children };
}

/** How much larger than a leaf's things those of a unit are drawn, in a company `enlarge` times too wide. */
function scaleOf({ isLeaf, depth }: Sized, enlarge: number): number {
  return isLeaf && depth > 0 ? 1 : Math.max(1, enlarge / 1.6 ** depth);
}

function placeTiles({ branch, depth, tileHeight }: Sized, width: number, top: number, scale: number): Rect[] {
  const count = branch.tileIds.length;
  const isCards = depth === 0;
  const columns = isCards ? Math.max(1, Math.min(count, Math.floor(width / (cardWidth * scale)))) : 1;
  const height = (isCards ? cardHeight : tileHeight) * scale;
  const between = (isCards ? gap : tileGap) * scale;
  const tileWidth = (width - between * (columns - 1)) / columns;
  return Array.from({ length: count }, (_, place) => ({
    x: pad + (place % columns) * (tileWidth + between),
    y: top + Math.floor(place / columns) * (height + between),
    width: tileWidth,
    height,
  }));
}

/** Cut children into rows of about the same weight, in their order. */
function intoRows(children: readonly Sized[], count: number): Sized[][] {
  const whole = children.reduce((sum, child) => sum + child.weight, 0);
  const rows: Sized[][] = Array.from({ length: count }, () => []);
  let passed = 0;
  for (const child of children) {
    const row = Math.min(count - 1, Math.floor(((passed + child.weight / 2) / whole) * count));
    rows[row]?.push(child);
    passed += child.weight;
  }
  return rows.filter((row) => row.length > 0);
}

function justify(
  rows: readonly Sized[][],
  width: number,
  top: number,
  enlarge: number,
  columns?: number,
): Row[] {
  let y = top;
  return rows.map((row) => {
    const room = width - gap * ((columns ?? row.length) - 1);
    const weight = columns ?? row.reduce((sum, child) => sum + child.weight, 0);
    // A small unit beside a large one keeps the room that its name needs; what is left goes by weight.
    const least = columns ? 0 : Math.min(leafWidth, (leastShare * room) / row.length);
    let x = pad;
    const boxes = row.map((child) => {
      const boxWidth = least + ((room - least * row.length) * (columns ? 1 : child.weight)) / weight;
      const placed = { box: lay(child, boxWidth, enlarge), x, width: boxWidth };
      x += boxWidth + gap;
      return placed;
    });
    const height = boxes.reduce((most, { box }) => Math.max(most, box.height), 0);
    const placed = { y, height, boxes };
    y += height + gap;
    return placed;
  });
}

function endOf(rows: readonly Row[], top: number): number {
  const last = rows.at(-1);
  return last ? last.y + last.height : top;
}

/** Child units below the tiles: teams in a grid, units with units in as many rows as make them lowest. */
function placeChildren(sized: Sized, width: number, top: number, enlarge: number): Row[] {
  const { children } = sized;
  if (children.length === 0) return [];
  if (children.every((child) => child.isLeaf)) {
    const columns = Math.max(1, Math.min(children.length, Math.floor((width + gap) / (leafWidth + gap))));
    const rows = Array.from({ length: Math.ceil(children.length / columns) }, (_, row) =>
      children.slice(row * columns, (row + 1) * columns),
    );
    return justify(rows, width, top, enlarge, columns);
  }
  const guess = Math.max(1, Math.round(Math.sqrt(children.length / 2)));
  // Only the company tries out what is best; below it the square root is near enough.
  const counts = sized.depth === 0 ? [guess - 1, guess, guess + 1, guess + 2] : [guess];
  const possible = counts.filter((count) => count > 0 && count <= children.length);
  const tried = possible.map((count) => justify(intoRows(children, count), width, top, enlarge));
  return tried.reduce((best, rows) => (endOf(rows, top) < endOf(best, top) ? rows : best));
}

function lay(sized: Sized, width: number, enlarge: number): Box {
  const scale = scaleOf(sized, enlarge);
  const inner = Math.max(1, width - 2 * pad);
  const head = unitHead * scale;
  const tiles = placeTiles(sized, inner, head + tileGap, scale);
  const tilesEnd = tiles.reduce((end, tile) => Math.max(end, tile.y + tile.height), head);
  const top = sized.isLeaf ? tilesEnd : tilesEnd + gap + (tiles.length > 0 ? tileGap * scale : 0);
  const rows = placeChildren(sized, inner, top, enlarge);
  return { sized, head, tiles, rows, height: endOf(rows, top) + pad };
}

/** The width at which the whole has the wanted shape: the wider, the lower. */
function widthFor(sized: Sized, aspect: number, enlarge: number): number {
  let narrow = leafWidth + 2 * pad;
  let wide = narrow + (leafWidth + gap) * (sized.weight + 2) * Math.max(1, aspect);
  for (let step = 0; step < searchSteps; step += 1) {
    const middle = Math.sqrt(narrow * wide);
    if (middle / lay(sized, middle, enlarge).height < aspect) narrow = middle;
    else wide = middle;
  }
  return wide;
}

/** Give every box its place in the world, from the outside in. Boxes of a row end at the same height. */
function place(box: Box, rect: Rect, units: UnitBox[], tiles: TileBox[]): void {
  const { branch, depth } = box.sized;
  units.push({
    ...rect,
    id: branch.id,
    name: branch.name,
    depth,
    head: box.head,
    tileCount: branch.tileIds.length,
  });
  for (const [index, tile] of box.tiles.entries()) {
    const id = branch.tileIds[index];
    if (id !== undefined)
      tiles.push({ ...tile, x: rect.x + tile.x, y: rect.y + tile.y, id, unitId: branch.id, depth });
  }
  for (const row of box.rows) {
    for (const { box: child, x, width } of row.boxes) {
      place(child, { x: rect.x + x, y: rect.y + row.y, width, height: row.height }, units, tiles);
    }
  }
}

/**
 * Lay the company out.
 *
 * Args:
 *   root: The company with its units; tiles and children keep the order that they are given in.
 *   aspect: Width to height of the room there is.
 *   tileHeight: In world pixels; the map shows titles when it is near, what is printed has to show them at once.
 *
 * Returns:
 *   Boxes from the outside in (a parent before its children), so drawing in order covers rightly.
 */
export function layOut(root: Branch, aspect: number, tileHeight = usualTileHeight): Layout {
  const sized = sizeUp(root, 0, tileHeight);
  const enlarge = Math.max(1, widthFor(sized, aspect, 1) / readableWidth);
  const width = widthFor(sized, aspect, enlarge);
  const box = lay(sized, width, enlarge);
  const bounds = { x: 0, y: 0, width, height: box.height };
  const units: UnitBox[] = [];
  const tiles: TileBox[] = [];
  place(box, bounds, units, tiles);
  return { bounds, units, tiles };
}
