/** What joins objectives sideways: overlaps and conflicts that live, and what is waited for. */

export type TieKind = "overlap" | "conflict" | "dependency";

export type TieUnit = { readonly id: string; readonly name: string };

/** `objectiveId` is null where a provider hasn't said yet on which objective it works. */
export type TiePlace = { readonly objectiveId: string | null; readonly unit: TieUnit };

export type Tie = {
  readonly id: string;
  readonly kind: TieKind;
  /** Of a dependency: who waits. */
  readonly from: TiePlace;
  /** Of a dependency: who is waited for. */
  readonly to: TiePlace;
  readonly isLate: boolean;
};

export type OverlapFound = {
  readonly id: string;
  readonly kind: string;
  readonly members: readonly { readonly objective: { readonly id: string }; readonly unit: TieUnit }[];
};

/** A pair is one tie; of more members the first is tied to each other one. */
export function overlapTies(found: readonly OverlapFound[]): Tie[] {
  return found.flatMap(({ id, kind, members }) => {
    const [first, ...others] = members.map(({ objective, unit }) => ({ objectiveId: objective.id, unit }));
    if (!first) return [];
    return others.map((other) => ({
      id: `${id} ${other.objectiveId}`,
      kind: kind === "CONFLICT" ? ("conflict" as const) : ("overlap" as const),
      from: first,
      to: other,
      isLate: false,
    }));
  });
}

export type Waited = {
  readonly id: string;
  readonly isLate: boolean;
  readonly consumerObjective: { readonly id: string };
  readonly consumerUnit: TieUnit;
  readonly providerObjective: { readonly id: string } | null | undefined;
  readonly providerUnit: TieUnit;
};

export function dependencyTies(waited: readonly Waited[]): Tie[] {
  return waited.map((dependency) => ({
    id: dependency.id,
    kind: "dependency",
    from: { objectiveId: dependency.consumerObjective.id, unit: dependency.consumerUnit },
    to: { objectiveId: dependency.providerObjective?.id ?? null, unit: dependency.providerUnit },
    isLate: dependency.isLate,
  }));
}

export type TieRole = "overlaps" | "conflicts" | "waits" | "awaited";

/** A tie as one of its ends sees it: what it is to it, and who is at the other end. */
export type TieEnd = {
  readonly id: string;
  readonly role: TieRole;
  readonly other: TiePlace;
  readonly isLate: boolean;
};

const order: readonly TieRole[] = ["conflicts", "overlaps", "waits", "awaited"];

/** The ties of each objective: conflicts first, then overlaps, what it waits for, who waits for it. */
export function endsByObjective(ties: readonly Tie[]): ReadonlyMap<string, readonly TieEnd[]> {
  const ends = new Map<string, TieEnd[]>();
  const add = (objectiveId: string | null, end: TieEnd) => {
    if (objectiveId !== null) ends.set(objectiveId, [...(ends.get(objectiveId) ?? []), end]);
  };
  for (const { id, kind, from, to, isLate } of ties) {
    const both = kind === "conflict" ? "conflicts" : "overlaps";
    add(from.objectiveId, { id, role: kind === "dependency" ? "waits" : both, other: to, isLate });
    add(to.objectiveId, { id, role: kind === "dependency" ? "awaited" : both, other: from, isLate });
  }
  for (const [id, own] of ends) {
    ends.set(
      id,
      own.toSorted(
        (a, b) => order.indexOf(a.role) - order.indexOf(b.role) || Number(b.isLate) - Number(a.isLate),
      ),
    );
  }
  return ends;
}
