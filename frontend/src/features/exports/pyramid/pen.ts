import type { Rect } from "../../pyramid/layout";

export type Point = { readonly x: number; readonly y: number };
export type Ink = {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
};
export type Weight = "text" | "strong";
export type Type = { readonly size: number; readonly weight: Weight; readonly colour: string };

/**
 * What draws the pyramid on something: an SVG, a PDF, a canvas. Lengths are in the drawing's own pixels; colours are opaque,
 * because paper knows no transparency.
 */
export type Pen = {
  box(rect: Rect, radius: number, ink: Ink): void;
  polygon(points: readonly Point[], ink: Ink): void;
  circle(centre: Point, radius: number, ink: Ink): void;
  /** Write a line; `at` is its left end, on the base line. */
  text(words: string, at: Point, type: Type): void;
  /** What follows belongs together, and is called so where that can be said. */
  group(name: string, draw: () => void): void;
};

/** How wide words are in a type, in pixels. */
export type Measure = (words: string, type: Pick<Type, "size" | "weight">) => number;
