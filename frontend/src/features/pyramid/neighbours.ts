import type { TileBox } from "./layout";

export type Way = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const headings: Record<Way, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function isWay(key: string): key is Way {
  return key in headings;
}

/** The tile that an arrow key leads to: the nearest one in that direction, straight ones before slanting ones. */
export function neighbourOf(tiles: readonly TileBox[], from: TileBox, way: Way): TileBox | null {
  const heading = headings[way];
  const centre = (tile: TileBox) => ({ x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 });
  const start = centre(from);
  let best: TileBox | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    if (tile.id === from.id) continue;
    const there = centre(tile);
    const along = (there.x - start.x) * heading.x + (there.y - start.y) * heading.y;
    if (along <= 0.5) continue;
    const aside = Math.abs((there.x - start.x) * heading.y) + Math.abs((there.y - start.y) * heading.x);
    const distance = along + aside * 3;
    if (distance < least) {
      least = distance;
      best = tile;
    }
  }
  return best;
}
