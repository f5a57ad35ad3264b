/** In which order cases are told: what waits for us first, then what is still open, then what is over. */

import type { CaseState } from "./words";

export type Standing = {
  readonly state: CaseState;
  /** Units that have to sign or answer. */
  readonly waitsFor: readonly { readonly id: string }[];
};

export type Place = "OURS" | CaseState;

export const places: readonly Place[] = ["OURS", "OPEN", "ESCALATED", "AGREED", "WITHDRAWN"];

/** Where a case is told; `ours` are the units for which one may answer. */
export function placeOf({ state, waitsFor }: Standing, ours: ReadonlySet<string>): Place {
  const isOver = state === "AGREED" || state === "WITHDRAWN";
  return !isOver && waitsFor.some(({ id }) => ours.has(id)) ? "OURS" : state;
}

/** Cases by their places, in the order in which they came; places without any are left out. */
export function byPlace<Case extends Standing>(
  cases: readonly Case[],
  ours: ReadonlySet<string>,
): readonly { readonly place: Place; readonly cases: readonly Case[] }[] {
  return places
    .map((place) => ({ place, cases: cases.filter((one) => placeOf(one, ours) === place) }))
    .filter(({ cases: some }) => some.length > 0);
}
