/**
 * Where each unit and each objective lies on the map: boxes within boxes, in world pixels.
 *
 * A top-down tree fails at two thousand nodes, it becomes a line. Boxes nest instead: a unit holds its
 * objectives as tiles and then its child units, packed on shelves to about the shape of the screen. What
 * belongs to units high up is drawn larger in a large company, so the overview stays readable.
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
const leafWidth = 152;
const leafHead = 26;
const tileHeight = 16;
const tileGap = 4;
const cardHeight = 60;
/** At this width of the whole the measures below fit a screen as they are. */
const readableWidth = 1_320;

type Measured = {
  branch: Branch;
  depth: number;
  width: number;
  height: number;
  head: number;
  tiles: Rect[];
  children: { box: Measured; x: number; y: number }[];
};

/** Pack boxes on shelves of a width that gives the whole about the wanted shape. */
function shelve(boxes: readonly Measured[], aspect: number, atLeast: number) {
  const area = boxes.reduce((sum, box) => sum + (box.width + gap) * (box.height + gap), 0);
  const widest = boxes.reduce((most, box) => Math.max(most, box.width), 0);
  const shelf = Math.max(atLeast, widest, Math.sqrt(area * aspect));
  const placed: { box: Measured; x: number; y: number }[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let width = 0;
  for (const box of boxes) {
    if (x > 0 && x + box.width > shelf) {
      y += rowHeight + gap;
      x = 0;
      rowHeight = 0;
    }
    placed.push({ box, x, y });
    x += box.width + gap;
    width = Math.max(width, x - gap);
    rowHeight = Math.max(rowHeight, box.height);
  }
  return { placed, width, height: boxes.length > 0 ? y + rowHeight : 0 };
}

function placeTiles(count: number, depth: number, width: number, top: number, scale: number): Rect[] {
  const isCards = depth === 0;
  const columns = isCards ? Math.max(1, Math.min(count, 4)) : 1;
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

function measure(branch: Branch, depth: number, aspect: number, enlarge: number): Measured {
  const isLeaf = branch.children.length === 0;
  const scale = isLeaf && depth > 0 ? 1 : Math.max(1, enlarge / 1.6 ** depth);
  const children = branch.children.map((child) => measure(child, depth + 1, aspect, enlarge));
  const shelves = shelve(children, aspect, leafWidth - 2 * pad);
  const inner = Math.max(shelves.width, leafWidth - 2 * pad);
  const head = leafHead * scale;
  const tiles = placeTiles(branch.tileIds.length, depth, inner, head + pad / 2, scale);
  const tilesEnd = tiles.reduce((end, tile) => Math.max(end, tile.y + tile.height), head);
  const top = tilesEnd + (children.length > 0 ? gap + tileGap * scale : 0);
  return {
    branch,
    depth,
    head,
    tiles,
    width: inner + 2 * pad,
    height: top + shelves.height + pad,
    children: shelves.placed.map(({ box, x, y }) => ({ box, x: x + pad, y: y + top })),
  };
}

/** Give every box its place in the world, from the outside in. */
function place(measured: Measured, x: number, y: number, units: UnitBox[], tiles: TileBox[]): void {
  const { branch, depth, width, height, head } = measured;
  units.push({
    id: branch.id,
    name: branch.name,
    depth,
    x,
    y,
    width,
    height,
    head,
    tileCount: branch.tileIds.length,
  });
  measured.tiles.forEach((tile, index) => {
    const id = branch.tileIds[index];
    if (id !== undefined) tiles.push({ ...tile, x: x + tile.x, y: y + tile.y, id, unitId: branch.id, depth });
  });
  for (const child of measured.children) place(child.box, x + child.x, y + child.y, units, tiles);
}

/**
 * Lay the company out.
 *
 * Args:
 *   root: The company with its units; tiles and children keep the order that they are given in.
 *   aspect: Width to height of the room there is.
 *
 * Returns:
 *   Boxes from the outside in (a parent before its children), so drawing in order covers rightly.
 */
export function layOut(root: Branch, aspect: number): Layout {
  const first = measure(root, 0, aspect, 1);
  const enlarge = Math.max(1, first.width / readableWidth);
  const measured = enlarge > 1 ? measure(root, 0, aspect, enlarge) : first;
  const units: UnitBox[] = [];
  const tiles: TileBox[] = [];
  place(measured, 0, 0, units, tiles);
  return { bounds: { x: 0, y: 0, width: measured.width, height: measured.height }, units, tiles };
}
