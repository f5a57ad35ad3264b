/** How much room the steps of a chain leave. */

import { daysBetween } from "../../../lib/days";
import type { Dependency } from "./rows";

/** The day on which it can be there: the one that is offered, else the one that is asked for, and today at the earliest. */
export function comesOn({ offeredBy, neededBy }: Dependency, today: string): string {
  const promised = offeredBy ?? neededBy;
  return promised < today ? today : promised;
}

/**
 * The days that each step of a chain leaves.
 *
 * Args:
 *   chain: What comes first at the front.
 *   today: An ISO day.
 *
 * Returns:
 *   For each step, from the day on which it can be there to the day on which the next one is needed; of the last one to
 *   its own day. Below 0 it comes too late.
 */
export function roomsOf(chain: readonly Dependency[], today: string): number[] {
  return chain.map((dependency, place) =>
    daysBetween(comesOn(dependency, today), (chain[place + 1] ?? dependency).neededBy),
  );
}
