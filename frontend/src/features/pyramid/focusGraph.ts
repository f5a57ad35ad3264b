/** The surroundings of one objective as nodes and edges: what it helps on the left, who helps it on the right. */

export type FocusNode = {
  readonly id: string;
  readonly kind: "direction" | "moal" | "objective";
  readonly title: string;
  readonly unitName: string | null;
  readonly own: number | null;
  readonly isCentre: boolean;
};

export type FocusEdge = {
  readonly id: string;
  readonly upper: string;
  readonly lower: string;
  readonly isProposed: boolean;
};

export type FocusGraph = { readonly nodes: readonly FocusNode[]; readonly edges: readonly FocusEdge[] };

export type FocusTarget =
  | { readonly kind: "objective"; readonly id: string }
  | {
      readonly kind: "moal";
      readonly id: string;
      readonly title: string;
      readonly unitName: string;
      readonly directions: readonly { readonly id: string; readonly title: string }[];
    };

export type FocusObjective = {
  readonly id: string;
  readonly title: string;
  readonly unitName: string;
  readonly own: number | null;
  readonly links: readonly {
    readonly id: string;
    readonly isProposed: boolean;
    readonly target: FocusTarget;
  }[];
};

/**
 * Join objectives into a graph.
 *
 * Args:
 *   centre: The objective in question; `others` are those above and below it, each once or more.
 *
 * Returns:
 *   Links that lead out of these objectives are left out, except to Moals and their directions.
 */
export function focusGraph(centre: FocusObjective, others: readonly FocusObjective[]): FocusGraph {
  const objectives = new Map([centre, ...others].map((objective) => [objective.id, objective]));
  const nodes = new Map<string, FocusNode>();
  const edges = new Map<string, FocusEdge>();
  for (const { id, title, unitName, own } of objectives.values()) {
    nodes.set(id, { id, kind: "objective", title, unitName, own, isCentre: id === centre.id });
  }
  for (const { id: lower, links } of objectives.values()) {
    for (const { target, isProposed } of links) {
      if (target.kind === "objective" && !objectives.has(target.id)) continue;
      const id = `${target.id} ${lower}`;
      // Two links between the same two are one line, agreed if either is.
      edges.set(id, {
        id,
        upper: target.id,
        lower,
        isProposed: isProposed && (edges.get(id)?.isProposed ?? true),
      });
      if (target.kind !== "moal") continue;
      const { title, unitName } = target;
      nodes.set(target.id, { id: target.id, kind: "moal", title, unitName, own: null, isCentre: false });
      for (const direction of target.directions) {
        nodes.set(direction.id, {
          ...direction,
          kind: "direction",
          unitName: null,
          own: null,
          isCentre: false,
        });
        const served = `${direction.id} ${target.id}`;
        edges.set(served, { id: served, upper: direction.id, lower: target.id, isProposed: false });
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
