import type { ElkNode } from "elkjs/lib/elk-api";
import { useEffect, useState } from "react";
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

/** Places for the cards of a graph and the words on its edges, computed beside the page; null until they are there. */
export function useGraphLayout(graph: Graph): PlacedGraph | null {
  const [placed, setPlaced] = useState<{ graph: Graph; layout: PlacedGraph } | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("../../pyramid/focusLayout.worker.ts", import.meta.url), {
      type: "module",
    });
    worker.onmessage = ({ data }: MessageEvent<ElkNode>) => {
      const edges = data.edges ?? [];
      const layout = {
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
      setPlaced({ graph, layout });
    };
    worker.postMessage(asElk(graph));
    return () => worker.terminate();
  }, [graph]);
  // Until the new one has come, the old drawing stays as long as it has a place for all that is to be drawn.
  const layout = placed?.layout;
  const isDrawable = layout && graph.nodes.every(({ id }) => layout.places.has(id));
  return isDrawable ? layout : null;
}
