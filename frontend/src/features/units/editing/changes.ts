/** What can be done to a unit, as the address names it. */
export const unitChanges = ["found", "rename", "move", "end"] as const;
export type UnitChange = (typeof unitChanges)[number];
