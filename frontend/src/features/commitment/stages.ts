export const stages = ["DRAFT", "PROPOSED", "ALIGNED", "COMMITTED"] as const;

export type Stage = (typeof stages)[number];

/** Where a stage stands for a set in some state: behind it, the one it is in, or to come. */
export type Standing = "behind" | "here" | "ahead";

/** What was reviewed or closed was committed to before. */
export function stageOf(state: string): Stage {
  return stages.find((stage) => stage === state) ?? "COMMITTED";
}

/** How a stage stands; a set may be committed to without the alignment, which is then left out, not behind. */
export function standingOf(stage: Stage, state: string): Standing {
  const distance = stages.indexOf(stage) - stages.indexOf(stageOf(state));
  if (distance === 0) return "here";
  return distance < 0 ? "behind" : "ahead";
}

export type Turning = "propose" | "align" | "commit" | "reopen";

/** What this person may do with a set now, the step forward first; the server decides. */
export function turnsFor(
  state: string,
  rights: readonly string[],
  cycle: { readonly state: string },
): readonly Turning[] {
  if (cycle.state === "REVIEWING" || cycle.state === "CLOSED") return [];
  const isUnits = rights.includes("COMMIT_OKRS");
  switch (state) {
    case "DRAFT":
      return rights.includes("REVISE_OKRS") ? ["propose"] : [];
    case "PROPOSED":
      return isUnits ? ["commit", "align", "reopen"] : [];
    case "ALIGNED":
      return isUnits ? ["commit", "reopen"] : [];
    case "COMMITTED":
      return isUnits ? ["reopen"] : [];
    default:
      return [];
  }
}
