/** Dependencies as nodes and edges. An edge leads from who delivers to who waits, as the work flows: left comes first. */

import { byUrgency, type Dependency, isOver } from "./rows";
import type { DependencyKind } from "./views";
import { dependencyKinds } from "./views";

export type Grain = "objectives" | "units";

export type GraphNode = {
  readonly id: string;
  /** A unit stands for its OKRs, or for what it has not said yet. */
  readonly kind: "objective" | "unit";
  readonly title: string;
  readonly unitName: string;
  readonly isCentre: boolean;
};

export type GraphEdge = {
  readonly id: string;
  /** Ids of the nodes that deliver and wait. */
  readonly from: string;
  readonly to: string;
  /** The most urgent first; at least one. */
  readonly dependencies: readonly Dependency[];
  /** The strongest of them. */
  readonly kind: DependencyKind;
  readonly isLate: boolean;
  readonly isUndecided: boolean;
  /** All of it is delivered, declined or withdrawn. */
  readonly isOver: boolean;
  /** Which step of the critical chain it is, from 1 for what comes first; null when it is none. */
  readonly step: number | null;
};

export type Graph = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many nodes were left out. */
  readonly hiddenCount: number;
};

type Options = {
  readonly grain: Grain;
  /** Of the nodes in the middle: an objective, or a unit with all below it. */
  readonly centres: ReadonlySet<string>;
  /** Ids of the dependencies on the critical chain, what comes first at the front. */
  readonly chain: readonly string[];
  /** At most so many nodes. */
  readonly limit: number;
};

type Ends = { readonly from: Omit<GraphNode, "isCentre">; readonly to: Omit<GraphNode, "isCentre"> };

function endsOf({ provider, providerUnit, consumer, consumerUnit }: Dependency, grain: Grain): Ends {
  const unit = ({ id, name }: { id: string; name: string }) =>
    ({ id, kind: "unit", title: name, unitName: name }) as const;
  if (grain === "units") return { from: unit(providerUnit), to: unit(consumerUnit) };
  const objective = (id: string, title: string, unitName: string) =>
    ({ id, kind: "objective", title, unitName }) as const;
  return {
    from: provider
      ? objective(provider.objectiveId, provider.objectiveTitle, providerUnit.name)
      : unit(providerUnit),
    to: objective(consumer.objectiveId, consumer.objectiveTitle, consumerUnit.name),
  };
}

/**
 * Join dependencies into a graph; several between the same two nodes are one edge.
 *
 * Returns:
 *   The nodes nearest to the centres, and among those equally near the ones with the most urgent edges.
 */
export function graphOf(
  dependencies: readonly Dependency[],
  { grain, centres, chain, limit }: Options,
): Graph {
  const nodes = new Map<string, GraphNode>();
  const groups = new Map<string, { from: string; to: string; dependencies: Dependency[] }>();
  for (const dependency of byUrgency(dependencies)) {
    const { from, to } = endsOf(dependency, grain);
    if (from.id === to.id) continue;
    for (const node of [to, from]) nodes.set(node.id, { ...node, isCentre: centres.has(node.id) });
    const id = `${from.id} ${to.id}`;
    const group = groups.get(id) ?? { from: from.id, to: to.id, dependencies: [] };
    group.dependencies.push(dependency);
    groups.set(id, group);
  }
  const edges = [...groups].map(([id, { from, to, dependencies: some }]) => {
    const steps = some.map((each) => chain.indexOf(each.id)).filter((place) => place >= 0);
    const living = some.filter((each) => !isOver(each));
    const kinds = (living.length > 0 ? living : some).map(({ kind }) => kind);
    return {
      id,
      from,
      to,
      dependencies: some,
      kind: dependencyKinds.find((kind) => kinds.includes(kind)) ?? "INFORMS",
      isLate: living.some(({ isLate }) => isLate),
      isUndecided: living.some(({ isUndecided }) => isUndecided),
      isOver: living.length === 0,
      step: steps.length > 0 ? Math.min(...steps) + 1 : null,
    };
  });
  const kept = new Set(nearest([...nodes.keys()], edges, centres).slice(0, limit));
  const drawn = edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  // Who is cut off from all that it is joined to says nothing.
  const joined = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const shown = [...nodes.values()].filter(({ id }) => joined.has(id));
  // Where all are in the middle, as in the whole company, none is.
  const hasSurroundings = shown.some(({ isCentre }) => !isCentre);
  return {
    nodes: hasSurroundings ? shown : shown.map((node) => ({ ...node, isCentre: false })),
    edges: drawn,
    hiddenCount: nodes.size - shown.length,
  };
}

/** Ids by their distance from the centres, both ways; what is not joined to them comes last. */
function nearest(
  ids: readonly string[],
  edges: readonly GraphEdge[],
  centres: ReadonlySet<string>,
): readonly string[] {
  const beside = new Map<string, string[]>();
  for (const { from, to } of edges) {
    beside.set(from, [...(beside.get(from) ?? []), to]);
    beside.set(to, [...(beside.get(to) ?? []), from]);
  }
  const starts = ids.filter((id) => centres.has(id));
  const found = new Set(starts);
  // The set grows while it is walked: breadth first, in the order of the most urgent edges.
  for (const id of found) for (const next of beside.get(id) ?? []) found.add(next);
  return [...found, ...ids.filter((id) => !found.has(id))];
}

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";
type Point = { readonly x: number; readonly y: number };

/**
 * The node that an arrow key leads to.
 *
 * Args:
 *   places: Of the nodes that are drawn.
 *
 * Returns:
 *   Left what it waits for, right what waits for it, up and down the next one in sight of its column; null where
 *   there is none.
 */
export function step(
  edges: readonly GraphEdge[],
  places: ReadonlyMap<string, Point>,
  at: string,
  direction: Direction,
): string | null {
  const here = places.get(at);
  if (!here) return null;
  const distance = (id: string) => Math.abs((places.get(id)?.y ?? 0) - here.y);
  const closest = (ids: readonly string[]) => ids.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
  switch (direction) {
    case "ArrowLeft":
      return closest(edges.filter(({ to }) => to === at).map(({ from }) => from));
    case "ArrowRight":
      return closest(edges.filter(({ from }) => from === at).map(({ to }) => to));
    default: {
      const isDown = direction === "ArrowDown";
      return closest(
        [...places]
          .filter(([, { x, y }]) => Math.abs(x - here.x) < 1 && (isDown ? y > here.y : y < here.y))
          .map(([id]) => id),
      );
    }
  }
}

/** Nodes as the eye reads them: from left to right, each column from above. */
export function inReadingOrder<Node extends { readonly id: string }>(
  nodes: readonly Node[],
  places: ReadonlyMap<string, Point>,
): Node[] {
  const at = ({ id }: Node) => places.get(id) ?? { x: 0, y: 0 };
  return nodes.toSorted((a, b) => at(a).x - at(b).x || at(a).y - at(b).y);
}
