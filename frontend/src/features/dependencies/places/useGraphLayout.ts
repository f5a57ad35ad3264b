import type { ElkNode } from "elkjs/lib/elk-api";
import { useEffect, useMemo, useRef, useState } from "react";
import { pathOf } from "../../pyramid/useFocusLayout";
import type { Graph, GraphEdge } from "./graph";

/** Of the cards and of the words on the edges, in pixels. */
export const boxes = {
  objective: { width: 208, height: 72 },
  unit: { width: 160, height: 48 },
} as const;

/** Of the words on an edge: a day, with marks for what else is to be said. */
export function wordsBox({ isLate, isUndecided, step, dependencies }: GraphEdge) {
  const marks =
    (isLate || isUndecided ? 16 : 0) + (step === null ? 0 : 20) + (dependencies.length > 1 ? 20 : 0);
  return { width: 56 + marks, height: 24 };
}

type Point = { readonly x: number; readonly y: number };

export type PlacedGraph = {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  /** By the id of the edge: its line, around the cards between its ends, and where its words stand. */
  readonly paths: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, Point>;
};

function asElk({ nodes, edges }: Graph): ElkNode {
  return {
    id: "dependencies",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.spacing.nodeNodeBetweenLayers": "28",
      "elk.layered.spacing.edgeNodeBetweenLayers": "20",
      "elk.spacing.nodeNode": "20",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.padding": "[top=8,left=8,bottom=8,right=8]",
    },
    children: nodes.map(({ id, kind }) => ({ id, ...boxes[kind] })),
    edges: edges.map((edge) => ({
      id: edge.id,
      sources: [edge.from],
      targets: [edge.to],
      // On the line, not beside it.
      labels: [
        {
          id: `${edge.id} words`,
          text: "…",
          ...wordsBox(edge),
          layoutOptions: { "elk.edgeLabels.inline": "true" },
        },
      ],
    })),
  };
}

function asPlaced(data: ElkNode): PlacedGraph {
  const edges = data.edges ?? [];
  return {
    width: data.width ?? 0,
    height: data.height ?? 0,
    places: new Map((data.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    paths: new Map(
      edges.flatMap(({ id, sections: [section] = [] }) => (section ? [[id, pathOf(section)]] : [])),
    ),
    words: new Map(
      edges.flatMap(({ id, labels: [label] = [] }) =>
        label ? [[id, { x: label.x ?? 0, y: label.y ?? 0 }]] : [],
      ),
    ),
  };
}

/** Places for the cards of a graph and the words on its edges, computed beside the page; null until they are there. */
export function useGraphLayout(graph: Graph): PlacedGraph | null {
  const [placed, setPlaced] = useState<PlacedGraph | null>(null);
  const worker = useRef<Worker | null>(null);
  // What is fetched anew is mostly as it was; only another shape is laid out again.
  const shape = useMemo(() => JSON.stringify(asElk(graph)), [graph]);
  useEffect(() => {
    worker.current ??= new Worker(new URL("../../pyramid/focusLayout.worker.ts", import.meta.url), {
      type: "module",
    });
    worker.current.onmessage = ({ data }: MessageEvent<ElkNode>) => setPlaced(asPlaced(data));
    worker.current.postMessage(JSON.parse(shape));
  }, [shape]);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );
  // Until the new one has come, the old drawing stays as long as it has a place for all that is to be drawn.
  const isDrawable = placed && graph.nodes.every(({ id }) => placed.places.has(id));
  return isDrawable ? placed : null;
}
