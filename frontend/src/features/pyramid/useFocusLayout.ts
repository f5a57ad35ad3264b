import type { ElkNode } from "elkjs/lib/elk-api";
import { useEffect, useState } from "react";
import type { FocusGraph } from "./focusGraph";

export const card = { width: 260, height: 92 };

export type Placed = {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
};

function asElk({ nodes, edges }: FocusGraph): ElkNode {
  return {
    id: "focus",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.layered.spacing.nodeNodeBetweenLayers": "72",
      "elk.spacing.nodeNode": "16",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.padding": "[top=8,left=8,bottom=8,right=8]",
    },
    children: nodes.map(({ id }) => ({ id, ...card })),
    edges: edges.map(({ id, upper, lower }) => ({ id, sources: [upper], targets: [lower] })),
  };
}

/** Places for the cards of a graph, computed beside the page; null until they are there. */
export function useFocusLayout(graph: FocusGraph): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./focusLayout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<ElkNode>) => {
      const places = new Map((data.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
      setPlaced({ width: data.width ?? 0, height: data.height ?? 0, places });
    };
    worker.postMessage(asElk(graph));
    return () => worker.terminate();
  }, [graph]);
  return placed;
}
