import type { Rect } from "./layout";

/** What part of the world is in sight: screen = world * zoom + offset, in CSS pixels. */
export type Camera = { readonly x: number; readonly y: number; readonly zoom: number };
export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

const margin = 0.015;
const closest = 5;

/** The camera that shows all of `rect`, centred, never larger than `most` times. */
export function cameraFor(rect: Rect, screen: Size, most = 2.4): Camera {
  const room = 1 - 2 * margin;
  const zoom = Math.min(most, (screen.width * room) / rect.width, (screen.height * room) / rect.height);
  return {
    zoom,
    x: (screen.width - rect.width * zoom) / 2 - rect.x * zoom,
    y: (screen.height - rect.height * zoom) / 2 - rect.y * zoom,
  };
}

/** The whole, from its top: a tall company starts at its head, not at its middle. */
export function overviewOf(bounds: Rect, screen: Size): Camera {
  const whole = cameraFor(bounds, screen, 1.4);
  return { ...whole, y: Math.min(whole.y, margin * screen.height) };
}

export function zoomAt(camera: Camera, point: Point, factor: number, bounds: Rect, screen: Size): Camera {
  const least = Math.min(1, overviewOf(bounds, screen).zoom) * 0.8;
  const zoom = Math.min(closest, Math.max(least, camera.zoom * factor));
  const scale = zoom / camera.zoom;
  return held(
    { zoom, x: point.x - (point.x - camera.x) * scale, y: point.y - (point.y - camera.y) * scale },
    bounds,
    screen,
  );
}

/** Keep a part of the world in sight, so nobody gets lost in empty space. */
export function held(camera: Camera, bounds: Rect, screen: Size): Camera {
  const part = 0.3;
  const hold = (offset: number, extent: number, room: number) =>
    Math.min(room * (1 - part), Math.max(room * part - extent * camera.zoom, offset));
  return {
    zoom: camera.zoom,
    x: hold(camera.x, bounds.width, screen.width),
    y: hold(camera.y, bounds.height, screen.height),
  };
}

export function toWorld(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.x) / camera.zoom, y: (point.y - camera.y) / camera.zoom };
}

export function toScreen(camera: Camera, rect: Rect): Rect {
  return {
    x: rect.x * camera.zoom + camera.x,
    y: rect.y * camera.zoom + camera.y,
    width: rect.width * camera.zoom,
    height: rect.height * camera.zoom,
  };
}

/** Between two cameras, `share` of the way; zoom goes by ratio, or the way would feel uneven. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  // Move so that the world point that ends up in place follows the zoom evenly.
  const along = to.zoom === from.zoom ? share : (zoom - from.zoom) / (to.zoom - from.zoom);
  const mix = (a: number, b: number) => a + (b - a) * along;
  return { zoom, x: mix(from.x, to.x), y: mix(from.y, to.y) };
}

export function contains(rect: Rect, point: Point): boolean {
  return (
    point.x >= rect.x &&
    point.x <= rect.x + rect.width &&
    point.y >= rect.y &&
    point.y <= rect.y + rect.height
  );
}
