/** What may be written when, as the app shows it; the server decides. */

type Cycle = { readonly id: string; readonly state: string; readonly startsOn: string };

/** The cycle that is being planned, else the one that is prepared, else the one that runs, else the last one. */
export function cycleToPlan<Each extends Cycle>(cycles: readonly Each[]): Each | undefined {
  const byStart = cycles.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
  const first = (...states: string[]) => byStart.find(({ state }) => states.includes(state));
  return first("PLANNING", "ALIGNING") ?? first("PREPARING") ?? first("RUNNING") ?? byStart.at(-1);
}

/** Whether OKRs of a cycle may still be written. */
export function isOpenForPlanning(cycle: { readonly state: string }): boolean {
  return cycle.state !== "REVIEWING" && cycle.state !== "CLOSED";
}

/** What keeps a set from being written by this person right now; null when nothing does. */
export type Lock = "cycleOver" | "committed" | "over" | "notYours" | null;

export function lockOf(
  okrSet: { readonly state: string },
  cycle: { readonly state: string },
  rights: readonly string[],
): Lock {
  if (okrSet.state === "REVIEWED" || okrSet.state === "CLOSED") return "over";
  if (!isOpenForPlanning(cycle)) return "cycleOver";
  if (okrSet.state === "COMMITTED") return "committed";
  // Those above may help with a draft; what was shown is the unit's own word.
  const needed = okrSet.state === "DRAFT" ? "DRAFT_OKRS" : "REVISE_OKRS";
  return rights.includes(needed) ? null : "notYours";
}
