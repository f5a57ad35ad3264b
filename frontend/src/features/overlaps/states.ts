import { type Tab, tabs } from "./addresses";

/** Which states each tab of the list holds, and what is new to it. */

export type State = "OPEN" | "CONFIRMED" | "IN_CASE" | "RESOLVED" | "DISMISSED";

export const statesOf: Record<Tab, readonly State[]> = {
  open: ["OPEN", "CONFIRMED"],
  "in-case": ["IN_CASE"],
  agreed: ["RESOLVED"],
  dismissed: ["DISMISSED"],
};

export function tabOf(state: string): Tab {
  return tabs.find((tab) => statesOf[tab].some((each) => each === state)) ?? "open";
}

export type Count = { readonly state: string; readonly kind: string; readonly count: number };

/** How much each tab holds, of one kind or of all. */
export function countsByTab(counts: readonly Count[], kind: string | null): Record<Tab, number> {
  const sum = { open: 0, "in-case": 0, agreed: 0, dismissed: 0 };
  for (const each of counts) if (kind === null || each.kind === kind) sum[tabOf(each.state)] += each.count;
  return sum;
}

/**
 * Which of what the server lists now is not in the list that somebody reads.
 *
 * Args:
 *   listed: Ids as the server orders them now, from the first on.
 *   shown: Ids that are shown.
 *   isCut: More follow after what is shown: what comes behind the last of it belongs there, and isn't new.
 */
export function newAmong(
  listed: readonly string[],
  shown: ReadonlySet<string>,
  isCut: boolean,
): readonly string[] {
  const last = listed.findLastIndex((id) => shown.has(id));
  const within = isCut ? listed.slice(0, last + 1) : listed;
  return within.filter((id) => !shown.has(id));
}
