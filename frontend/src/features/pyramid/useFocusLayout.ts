import type { ElkEdgeSection, ElkNode, ElkPoint } from "elkjs/lib/elk-api";
import { useEffect, useState } from "react";
import type { FocusGraph } from "./focusGraph";

export const card = { width: 208, height: 96 };
const cornerRadius = 10;

export type Placed = {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Path of each edge, by its id, around the cards that lie between its ends. */
  readonly paths: ReadonlyMap<string, string>;
};

function asElk({ nodes, edges }: FocusGraph): ElkNode {
  return {
    id: "focus",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.spacing.nodeNodeBetweenLayers": "48",
      "elk.spacing.nodeNode": "16",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.padding": "[top=8,left=8,bottom=8,right=8]",
    },
    children: nodes.map(({ id }) => ({ id, ...card })),
    edges: edges.map(({ id, upper, lower }) => ({ id, sources: [upper], targets: [lower] })),
  };
}

/** Straight pieces at right angles, with the corners rounded. */
export function pathOf({ startPoint, bendPoints = [], endPoint }: ElkEdgeSection): string {
  const points = [startPoint, ...bendPoints, endPoint];
  const corners = bendPoints.map((corner, place) => {
    const towards = (other: ElkPoint | undefined) => {
      if (!other) return corner;
      const distance = Math.hypot(other.x - corner.x, other.y - corner.y);
      const share = distance === 0 ? 0 : Math.min(cornerRadius, distance / 2) / distance;
      return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
    };
    const from = towards(points[place]);
    const to = towards(points[place + 2]);
    return `L${from.x} ${from.y} Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  });
  return `M${startPoint.x} ${startPoint.y} ${corners.join(" ")} L${endPoint.x} ${endPoint.y}`;
}

/** Places for the cards of a graph, computed beside the page; null until they are there. */
export function useFocusLayout(graph: FocusGraph): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL("./focusLayout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<ElkNode>) => {
      const places = new Map((data.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
      const paths = new Map(
        (data.edges ?? []).flatMap(({ id, sections: [section] = [] }) =>
          section ? [[id, pathOf(section)]] : [],
        ),
      );
      setPlaced({ width: data.width ?? 0, height: data.height ?? 0, places, paths });
    };
    worker.postMessage(asElk(graph));
    return () => worker.terminate();
  }, [graph]);
  return placed;
}
