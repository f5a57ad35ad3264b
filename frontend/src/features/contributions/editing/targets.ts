/** What an objective may contribute to, in the order in which one looks for it. */

export type TargetKind = "MOAL" | "OBJECTIVE" | "KEY_RESULT";

export type Target = {
  readonly id: string;
  readonly kind: TargetKind;
  readonly title: string;
  readonly unitId: string;
  readonly unitName: string;
  /** The cycle, or a Moal's year. */
  readonly when: string;
  /** The state of the set it stands in, or of the Moal. */
  readonly state: string;
  /** The objective with which it goes: itself, or a key result's. */
  readonly objectiveId: string | null;
};

export type TargetGroups = {
  readonly moals: readonly Target[];
  readonly above: readonly Target[];
  readonly others: readonly Target[];
};

/**
 * Sort what was found: Moals, then what units above ours want (nearest first), then all others.
 *
 * Args:
 *   found: In the order of the search, which stays within each group.
 *   ancestors: Ids of the units above ours, from the company down.
 *   taken: Ids of what is left out: our own, and what is helped already.
 */
export function grouped(
  found: readonly Target[],
  ancestors: readonly string[],
  taken: ReadonlySet<string>,
): TargetGroups {
  const free = found.filter(
    ({ id, objectiveId }) => !taken.has(id) && !(objectiveId !== null && taken.has(objectiveId)),
  );
  const others = free.filter(({ kind }) => kind !== "MOAL");
  const nearness = ({ unitId }: Target) => ancestors.indexOf(unitId);
  return {
    moals: free.filter(({ kind }) => kind === "MOAL"),
    above: others
      .filter((target) => nearness(target) >= 0)
      .toSorted((one, other) => nearness(other) - nearness(one)),
    others: others.filter((target) => nearness(target) < 0),
  };
}
