/**
 * The ways upward of a unit's objectives, merged into one small graph for drawing: strategies on the left,
 * then Moals, then what the unit contributes to directly on the right.
 */

export type WayNode = {
  readonly kind: "OBJECTIVE" | "KEY_RESULT" | "MOAL" | "DIRECTION";
  readonly nodeId: string;
  readonly title: string;
  readonly unitName: string | null | undefined;
  /** State of the link that leads to this node from the one before it. */
  readonly contributionState: string | null | undefined;
};

export type GraphNode = {
  readonly id: string;
  readonly kind: WayNode["kind"];
  readonly title: string;
  readonly unitName: string | null;
  /** 0 is the leftmost: directions. */
  readonly column: number;
  /** Some link to it from below is only proposed, and none is agreed. */
  readonly isProposed: boolean;
};

export type GraphEdge = { readonly lower: string; readonly upper: string; readonly isProposed: boolean };

export type UpwardGraph = {
  readonly columns: readonly (readonly GraphNode[])[];
  readonly edges: readonly GraphEdge[];
};

type Draft = Omit<GraphNode, "column" | "isProposed">;

/** A direction stands in the first column, a Moal in the second at the least, anything else further on. */
const leastLevel: Record<WayNode["kind"], number> = { DIRECTION: 0, MOAL: 1, OBJECTIVE: 2, KEY_RESULT: 2 };

function gather(ways: readonly (readonly WayNode[])[], ownIds: ReadonlySet<string>) {
  const nodes = new Map<string, Draft>();
  const edges = new Map<string, GraphEdge>();
  const agreed = new Set<string>();
  for (const way of ways) {
    way.forEach((node, place) => {
      if (ownIds.has(node.nodeId)) return;
      const { nodeId: id, kind, title, unitName = null } = node;
      nodes.set(id, { id, kind, title, unitName: unitName ?? null });
      const isProposed = node.contributionState === "PROPOSED";
      if (!isProposed) agreed.add(id);
      const below = way[place - 1];
      if (!below || ownIds.has(below.nodeId)) return;
      const key = `${below.nodeId} ${id}`;
      const known = edges.get(key);
      edges.set(key, {
        lower: below.nodeId,
        upper: id,
        isProposed: isProposed && (known?.isProposed ?? true),
      });
    });
  }
  return { nodes, edges: [...edges.values()], agreed };
}

/** Longest way to the top for each node, so that every line runs from right to left. */
function levelsOf(nodes: ReadonlyMap<string, Draft>, edges: readonly GraphEdge[]): Map<string, number> {
  const uppers = new Map<string, string[]>();
  for (const { lower, upper } of edges) uppers.set(lower, [...(uppers.get(lower) ?? []), upper]);
  const levels = new Map<string, number>();
  const levelOf = (id: string, seen: ReadonlySet<string>): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const node = nodes.get(id);
    if (!node || seen.has(id)) return 0;
    const above = (uppers.get(id) ?? []).map((upper) => levelOf(upper, new Set(seen).add(id)) + 1);
    const level = Math.max(leastLevel[node.kind], ...above);
    levels.set(id, level);
    return level;
  };
  for (const id of nodes.keys()) levelOf(id, new Set());
  return levels;
}

/** Within a column, nodes stand about where what they lead to stands, so that few lines cross. */
function inOrder(
  column: readonly GraphNode[],
  before: ReadonlyMap<string, number>,
  edges: readonly GraphEdge[],
) {
  const placeOf = (node: GraphNode) => {
    const above = edges
      .filter((edge) => edge.lower === node.id)
      .flatMap((edge) => before.get(edge.upper) ?? []);
    return above.length > 0 ? above.reduce((sum, place) => sum + place, 0) / above.length : before.size;
  };
  return column.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/**
 * Merge ways into columns.
 *
 * Args:
 *   ways: Each from one of the unit's own objectives upward, first node first.
 *   ownIds: Nodes that are drawn elsewhere (the unit's own objectives), and left out here.
 */
export function upwardGraph(ways: readonly (readonly WayNode[])[], ownIds: ReadonlySet<string>): UpwardGraph {
  const { nodes, edges, agreed } = gather(ways, ownIds);
  const levels = levelsOf(nodes, edges);
  const used = [...new Set(levels.values())].toSorted((a, b) => a - b);
  const places = new Map<string, number>();
  const columns = used.map((level, column) => {
    const unordered = [...nodes.values()]
      .filter((node) => levels.get(node.id) === level)
      .map((node) => ({ ...node, column, isProposed: !agreed.has(node.id) }));
    const ordered = inOrder(unordered, places, edges);
    for (const [place, node] of ordered.entries()) places.set(node.id, place);
    return ordered;
  });
  return { columns, edges };
}
