import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { durations } from "../../ui/tokens";
import { between, type Camera, held, overviewOf, type Point, type Size, zoomAt } from "./camera";
import type { Rect } from "./layout";

/** A press that moves less than this, in pixels, is a click. */
const stillness = 5;
const wheelPace = 0.0016;

type Pointers = Map<number, Point>;

function middleOf(pointers: Pointers): { point: Point; spread: number } {
  const [first = { x: 0, y: 0 }, second = first] = [...pointers.values()];
  return {
    point: { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 },
    spread: Math.max(1, Math.hypot(first.x - second.x, first.y - second.y)),
  };
}

type Options = {
  canvas: RefObject<HTMLCanvasElement | null>;
  bounds: Rect;
  /** Draw with this camera; called at most once a frame. */
  onFrame: (camera: Camera, screen: Size) => void;
  onClick: (point: Point) => void;
  onHover: (point: Point | null) => void;
  /** Where the camera was left last time, so that going back finds the same view. */
  memory: string;
};

function recalled(memory: string): Camera | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(memory) ?? "null");
    if (kept !== null && typeof kept === "object" && "zoom" in kept) return kept as Camera;
  } catch {
    // A view that cannot be recalled starts from the whole.
  }
  return null;
}

/**
 * Pan by dragging, zoom by wheel or two fingers; nothing of it goes through React, so a frame costs what
 * its drawing costs.
 */
export function useCamera({ canvas, bounds, onFrame, onClick, onHover, memory }: Options) {
  const camera = useRef<Camera | null>(null);
  const screen = useRef<Size>({ width: 0, height: 0 });
  const frame = useRef(0);
  const latest = useRef({ bounds, onFrame, onClick, onHover });
  useLayoutEffect(() => {
    latest.current = { bounds, onFrame, onClick, onHover };
  });

  const redraw = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (camera.current) latest.current.onFrame(camera.current, screen.current);
    });
  }, []);

  const moveTo = useCallback(
    (next: Camera) => {
      camera.current = held(next, latest.current.bounds, screen.current);
      redraw();
    },
    [redraw],
  );

  /** Glide to a camera, or jump there for those who asked for less motion. */
  const glideTo = useCallback(
    (goal: Camera) => {
      const from = camera.current;
      if (!from || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return moveTo(goal);
      const start = performance.now();
      const step = () => {
        const passed = Math.min(1, (performance.now() - start) / durations.calm);
        const eased = 1 - (1 - passed) ** 3;
        camera.current = held(between(from, goal, eased), latest.current.bounds, screen.current);
        latest.current.onFrame(camera.current, screen.current);
        if (passed < 1) frame.current = requestAnimationFrame(step);
      };
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(step);
    },
    [moveTo],
  );

  const zoomBy = useCallback(
    (factor: number, at?: Point) => {
      if (!camera.current) return;
      const point = at ?? { x: screen.current.width / 2, y: screen.current.height / 2 };
      const goal = zoomAt(camera.current, point, factor, latest.current.bounds, screen.current);
      if (at) moveTo(goal);
      else glideTo(goal);
    },
    [moveTo, glideTo],
  );

  const showAll = useCallback(() => glideTo(overviewOf(latest.current.bounds, screen.current)), [glideTo]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const resize = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      screen.current = { width, height };
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      element.getContext("2d")?.setTransform(ratio, 0, 0, ratio, 0, 0);
      camera.current ??= recalled(memory) ?? overviewOf(latest.current.bounds, screen.current);
      moveTo(camera.current);
    };
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    resize();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      if (camera.current) sessionStorage.setItem(memory, JSON.stringify(camera.current));
      // What is looked at next has a view of its own.
      camera.current = null;
    };
  }, [canvas, memory, moveTo]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const pointers: Pointers = new Map();
    let travelled = 0;
    const at = (event: PointerEvent | WheelEvent): Point => ({ x: event.offsetX, y: event.offsetY });

    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, at(event));
    };
    const move = (event: PointerEvent) => {
      const { onHover: hover, bounds: world } = latest.current;
      const before = pointers.get(event.pointerId);
      if (!before) {
        if (event.pointerType === "mouse") hover(at(event));
        return;
      }
      const now = at(event);
      const was = middleOf(pointers);
      pointers.set(event.pointerId, now);
      const is = middleOf(pointers);
      travelled += Math.hypot(is.point.x - was.point.x, is.point.y - was.point.y);
      if (!camera.current || (travelled < stillness && pointers.size === 1)) return;
      hover(null);
      const panned = {
        ...camera.current,
        x: camera.current.x + is.point.x - was.point.x,
        y: camera.current.y + is.point.y - was.point.y,
      };
      moveTo(
        pointers.size > 1 ? zoomAt(panned, is.point, is.spread / was.spread, world, screen.current) : panned,
      );
    };
    const up = (event: PointerEvent) => {
      const wasPressed = pointers.delete(event.pointerId);
      if (wasPressed && pointers.size === 0 && travelled < stillness && event.type === "pointerup") {
        latest.current.onClick(at(event));
      }
    };
    const leave = () => latest.current.onHover(null);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // A pinch on a touchpad arrives as a wheel with Ctrl, in small steps.
      const pace = event.ctrlKey ? wheelPace * 6 : wheelPace;
      zoomBy(Math.exp(-event.deltaY * lines * pace), at(event));
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("wheel", wheel);
    };
  }, [canvas, moveTo, zoomBy]);

  return { camera, screen, redraw, glideTo, zoomBy, showAll };
}
