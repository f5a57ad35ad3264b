/** What can be done to a cycle, as the address names it. */
export const cycleChanges = ["plan", "reschedule", "advance"] as const;
export type CycleChange = (typeof cycleChanges)[number];
