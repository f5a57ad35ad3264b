/** What somebody composes in a case, kept in the browser, and how it stands to what the others propose meanwhile. */

import type { Outcome } from "../outcomes";
import { areSame, type Change } from "./changes";

export type Composed = {
  readonly outcome: Outcome | null;
  /** The objective that stays, takes over or comes first. */
  readonly stays: string;
  readonly changes: readonly Change[];
  /** What was suggested for the outcome: as long as the changes are these, nobody has edited them. */
  readonly suggested: readonly Change[];
  readonly said: string;
  /** A day, or "". */
  readonly lookAgainOn: string;
  /** The unit for which one speaks. */
  readonly unit: string;
  /** The unit signs it with the same press. */
  readonly signs: boolean;
  /** The number of the proposal that it answers; null when there was none. */
  readonly basedOn: number | null;
  /** Makes sending it twice harmless. */
  readonly key: string;
};

/** The proposal that is up for signature, as one would compose it. */
export type Current = {
  readonly number: number;
  readonly outcome: Outcome | null;
  readonly changes: readonly Change[];
  readonly lookAgainOn: string;
};

type Terms = Pick<Composed, "outcome" | "changes" | "lookAgainOn">;

/** Begin anew, or from what is up for signature. */
export function start(current: Current | null, unit: string, stays: string, key: string): Composed {
  return {
    outcome: current?.outcome ?? null,
    changes: current?.changes ?? [],
    suggested: [],
    lookAgainOn: current?.lookAgainOn ?? "",
    basedOn: current?.number ?? null,
    said: "",
    signs: true,
    stays,
    unit,
    key,
  };
}

/** Whether other suggestions may take the place of the changes without anything being lost. */
export function isUntouched({ changes, suggested }: Composed): boolean {
  return changes.length === 0 || areSame(changes, suggested);
}

/** Whether somebody proposed something after one began to compose. */
export function isOvertaken(composed: Composed, current: Current | null): boolean {
  return current !== null && composed.basedOn !== current.number;
}

/** Whether both propose the same: then signing is shorter than proposing. */
export function saysTheSame(one: Terms, other: Terms): boolean {
  return (
    one.outcome === other.outcome &&
    one.lookAgainOn === other.lookAgainOn &&
    areSame(one.changes, other.changes)
  );
}
