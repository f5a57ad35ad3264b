/** Between what one composes and what the server knows: ids and values under the same names on both sides. */

import type { CaseEffectInput } from "../../../__generated__/usePreviewOfComposedQuery.graphql";
import {
  alsoSaid,
  type Change,
  type ChangeField,
  type ChangeKind,
  changeKinds,
  fieldsOf,
  inverseKinds,
  keyResultIn,
  noChange,
  type ObjectiveLine,
  type Rest,
} from "./changes";

/** An effect as the server tells it, with the ids of what it is about; what its kind does not need is null. */
export type EffectValues = Rest & {
  readonly kind: string;
  readonly about?: string;
  readonly objective?: string | null;
  readonly keyResult?: string | null;
  readonly unit?: string | null;
  readonly toObjective?: string | null;
  readonly title?: string | null;
  readonly why?: string | null;
  readonly measure?: string | null;
  readonly baseline?: number | null;
  readonly target?: number | null;
  readonly share?: number | null;
  readonly what?: string | null;
  readonly neededBy?: string | null;
};

const restNames = [
  "toKeyResult",
  "toMoal",
  "dependency",
  "contribution",
  "metric",
  "objectiveKind",
  "keyResultKind",
  "stretch",
  "bandLow",
  "bandHigh",
  "weight",
  "dependencyKind",
  "fallback",
  "rationale",
] as const satisfies readonly (keyof Rest)[];

/** What nobody edits here, without what was left out. */
function restOf(values: EffectValues): Rest {
  return Object.fromEntries(
    restNames.flatMap((name) =>
      values[name] === null || values[name] === undefined ? [] : [[name, values[name]]],
    ),
  );
}

function asKind(kind: string): ChangeKind | undefined {
  return [...changeKinds, ...inverseKinds].find((one) => one === kind);
}

/**
 * Take effects over, to go on composing from them. What was left out of a wording or a key result stays as it is today.
 *
 * Returns:
 *   Nothing for a kind that a newer server knows and this app does not.
 */
export function changesFrom(
  effects: readonly EffectValues[],
  objectives: readonly ObjectiveLine[],
  newKey: () => string,
): readonly Change[] {
  return effects.flatMap((values) => {
    const kind = asKind(values.kind);
    if (!kind) return [];
    const objective = objectives.find(({ id }) => id === values.objective);
    const keyResult = keyResultIn(objectives, values.keyResult ?? "");
    const rewords = kind === "REWORD_OBJECTIVE";
    const revises = kind === "REVISE_KEY_RESULT";
    return [
      {
        ...noChange,
        key: newKey(),
        kind,
        objective: values.objective ?? "",
        keyResult: values.keyResult ?? "",
        unit: values.unit ?? "",
        toObjective: values.toObjective ?? "",
        title: values.title ?? (rewords ? objective?.title : revises ? keyResult?.title : "") ?? "",
        why: values.why ?? (rewords ? objective?.why : "") ?? "",
        measure: values.measure ?? "",
        baseline: values.baseline ?? (revises ? keyResult?.baseline : null) ?? null,
        target: values.target ?? (revises ? keyResult?.target : null) ?? null,
        share: values.share ?? null,
        what: values.what ?? "",
        neededBy: values.neededBy ?? "",
        about: values.about ?? "",
        rest: restOf(values),
      },
    ];
  });
}

/** What a wording or a key result says today: what stays so is left out of what is sent. */
function today(change: Change, objectives: readonly ObjectiveLine[]): Partial<Record<ChangeField, unknown>> {
  if (change.kind === "REWORD_OBJECTIVE") return objectives.find(({ id }) => id === change.objective) ?? {};
  if (change.kind === "REVISE_KEY_RESULT") return keyResultIn(objectives, change.keyResult) ?? {};
  return {};
}

const subjects: readonly ChangeField[] = ["objective", "keyResult", "unit", "toObjective"];

/** Write a change as the server takes it: the fields of its kind alone, and of what exists only what changes. */
export function inputOf(change: Change, objectives: readonly ObjectiveLine[]): EffectValues {
  const before = today(change, objectives);
  const isInverse = inverseKinds.some((kind) => kind === change.kind);
  const fields = isInverse ? subjects : [...fieldsOf[change.kind], ...(alsoSaid[change.kind] ?? [])];
  const said = fields.flatMap((field) => {
    const value = typeof change[field] === "string" ? change[field].trim() : change[field];
    const stays = !subjects.includes(field) && field in before && before[field] === value;
    return stays || value === null || (value === "" && field !== "why") ? [] : [[field, value]];
  });
  return { kind: change.kind, ...Object.fromEntries(said), ...change.rest, ...kindOfNew(change) };
}

/** A new key result rises or falls by its numbers. */
function kindOfNew({ kind, baseline, target, rest }: Change): Rest {
  if (kind !== "ADD_KEY_RESULT" || rest.keyResultKind || baseline === null || target === null) return {};
  return { keyResultKind: target < baseline ? "DECREASE" : "INCREASE" };
}

/** Whether a wording or a key result is left as it is today, so that there is nothing to send. */
export function changesNothing(change: Change, objectives: readonly ObjectiveLine[]): boolean {
  if (change.kind !== "REWORD_OBJECTIVE" && change.kind !== "REVISE_KEY_RESULT") return false;
  const { kind: _, objective: __, keyResult: ___, ...said } = inputOf(change, objectives);
  return Object.keys(said).length === 0;
}

/** Those of a proposal's changes that change something, in the order in which the server takes them. */
export function effective(
  changes: readonly Change[],
  objectives: readonly ObjectiveLine[],
): readonly Change[] {
  return changes.filter((change) => !changesNothing(change, objectives));
}

/** The changes of a proposal as the server takes them. */
export function effectInputs(
  changes: readonly Change[],
  objectives: readonly ObjectiveLine[],
): readonly CaseEffectInput[] {
  return effective(changes, objectives).map(
    // The names and kinds are the schema's own: a kind that this app does not know never came in.
    (change) => inputOf(change, objectives) as CaseEffectInput,
  );
}
