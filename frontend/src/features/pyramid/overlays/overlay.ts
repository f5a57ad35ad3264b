import type { ComponentType } from "react";
import type { Layout } from "../layout";
import type { DrawTies } from "./drawTies";
import type { TieEnd } from "./ties";

type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** What the switched-on overlays bring to each view; the views know nothing else of them. */
export type Overlay = {
  readonly hasOverlaps: boolean;
  readonly hasDependencies: boolean;
  readonly endsOf: ReadonlyMap<string, readonly TieEnd[]>;
  /** For the map. */
  readonly on: (layout: Layout) => DrawTies;
  /** For a row of the list. */
  readonly Line: ComponentType<{ ends: readonly TieEnd[] }>;
  /** For the graph around an objective: its lines, and its ties in words. */
  readonly Curves: ComponentType<{ places: Places; size: { width: number; height: number } }>;
  readonly Around: ComponentType<{ objectiveId: string }>;
  readonly Legend: ComponentType;
};
