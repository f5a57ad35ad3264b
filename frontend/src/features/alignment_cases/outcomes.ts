/** What units can agree on; asking the unit above is a deed of its own. */
export const outcomes = ["MERGE", "SPLIT", "CO_OWN", "HAND_OVER", "SEQUENCE", "DROP", "KEEP_BOTH"] as const;

export type Outcome = (typeof outcomes)[number];

export function asOutcome(value: string | null | undefined): Outcome | null {
  return outcomes.find((outcome) => outcome === value) ?? null;
}

/** Outcomes in which it matters which objective stays, takes over, or comes first. */
export const asksWhichStays: ReadonlySet<Outcome> = new Set([
  "MERGE",
  "CO_OWN",
  "HAND_OVER",
  "SEQUENCE",
  "DROP",
]);
