/** What an outcome usually means for the OKRs that a case is about: where composing begins. */

import { type Change, type ChangeKind, type KeyResultLine, noChange, type ObjectiveLine } from "./changes";

export const outcomes = [
  "MERGE",
  "SPLIT",
  "CO_OWN",
  "HAND_OVER",
  "SEQUENCE",
  "DROP",
  "KEEP_BOTH",
] as const;

export type Outcome = (typeof outcomes)[number];

/** Two key results that a finding holds side by side. */
export type Pair = { readonly a: string; readonly b: string };

export type Subject = {
  readonly objectives: readonly ObjectiveLine[];
  readonly pairs: readonly Pair[];
};

type Part = Partial<Change> & { readonly kind: ChangeKind };

/** Key results that say the same: a finding holds them side by side, or they are of one metric. */
function areAlike(a: KeyResultLine, b: KeyResultLine, pairs: readonly Pair[]): boolean {
  if (a.metricId !== null && a.metricId === b.metricId) return true;
  return pairs.some((pair) => (pair.a === a.id && pair.b === b.id) || (pair.a === b.id && pair.b === a.id));
}

const isTwin = (keyResult: KeyResultLine, other: ObjectiveLine, pairs: readonly Pair[]) =>
  other.keyResults.some((twin) => areAlike(keyResult, twin, pairs));

function merged(stays: ObjectiveLine, goes: ObjectiveLine, pairs: readonly Pair[]): Part[] {
  const own = goes.keyResults.filter((keyResult) => !isTwin(keyResult, stays, pairs));
  return [
    ...own.map(
      ({ id }): Part => ({ kind: "MOVE_KEY_RESULT", keyResult: id, toObjective: stays.id }),
    ),
    { kind: "DROP_OBJECTIVE", objective: goes.id },
  ];
}

/** What is alike goes from one of them; when nothing would be left to prove it, the objective goes as a whole. */
function dropped(stays: ObjectiveLine, goes: ObjectiveLine, pairs: readonly Pair[]): Part[] {
  const twins = goes.keyResults.filter((keyResult) => isTwin(keyResult, stays, pairs));
  if (twins.length === 0 || twins.length === goes.keyResults.length)
    return [{ kind: "DROP_OBJECTIVE", objective: goes.id }];
  return twins.map(({ id }): Part => ({ kind: "DROP_KEY_RESULT", keyResult: id }));
}

function handedOver(stays: ObjectiveLine, goes: ObjectiveLine, pairs: readonly Pair[]): Part[] {
  const twins = goes.keyResults.filter((keyResult) => isTwin(keyResult, stays, pairs));
  if (twins.length === 0 || twins.length === goes.keyResults.length)
    return [{ kind: "MOVE_OBJECTIVE", objective: goes.id, unit: stays.unitId }];
  return twins.map(({ id }): Part => ({ kind: "MOVE_KEY_RESULT", keyResult: id, toObjective: stays.id }));
}

const reworded = ({ id, title, why }: ObjectiveLine): Part => ({
  kind: "REWORD_OBJECTIVE",
  objective: id,
  title,
  why,
});

function parts(outcome: Outcome, stays: ObjectiveLine, others: readonly ObjectiveLine[], pairs: readonly Pair[]) {
  const unitsBeside = [...new Set(others.map(({ unitId }) => unitId))].filter((id) => id !== stays.unitId);
  const share = 1 / (unitsBeside.length + 1);
  const shared = unitsBeside.map(
    (unit): Part => ({ kind: "SHARE_OBJECTIVE", objective: stays.id, unit, share: Math.round(share * 100) / 100 }),
  );
  switch (outcome) {
    case "MERGE":
      return [...others.flatMap((goes) => merged(stays, goes, pairs)), ...shared];
    case "CO_OWN":
      return [
        ...shared,
        ...others.map(({ id }): Part => ({ kind: "DROP_OBJECTIVE", objective: id })),
      ];
    case "SPLIT":
      return [stays, ...others].map(reworded);
    case "HAND_OVER":
      return others.flatMap((goes) => handedOver(stays, goes, pairs));
    case "SEQUENCE":
      return others.map(
        (waits): Part => ({ kind: "ADD_DEPENDENCY", objective: waits.id, unit: stays.unitId }),
      );
    case "DROP":
      return others.flatMap((goes) => dropped(stays, goes, pairs));
    case "KEEP_BOTH":
      return [];
  }
}

/**
 * Suggest the changes of an outcome.
 *
 * Args:
 *   stays: The objective that stays (merge, co-own, drop), takes over (hand over), or comes first (sequence).
 *   newKey: Names each change within the proposal.
 *
 * Returns:
 *   None where only words are agreed, and none where the case is about fewer than two objectives: then people add what
 *   they mean.
 */
export function suggested(
  outcome: Outcome,
  { objectives, pairs }: Subject,
  stays: string,
  newKey: () => string,
): readonly Change[] {
  const first = objectives.find(({ id }) => id === stays) ?? objectives[0];
  const others = objectives.filter((objective) => objective !== first);
  if (!first || others.length === 0) return [];
  return parts(outcome, first, others, pairs).map((part) => ({ ...noChange, ...part, key: newKey() }));
}

/** Outcomes in which it matters which objective is named first. */
export const asksWhichStays: readonly Outcome[] = ["MERGE", "CO_OWN", "HAND_OVER", "SEQUENCE", "DROP"];
