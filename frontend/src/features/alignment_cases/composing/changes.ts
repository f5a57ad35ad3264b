/** A proposal as one composes it: the changes that it makes to OKRs, each with the fields that its kind asks for. */

export const changeKinds = [
  "REWORD_OBJECTIVE",
  "REVISE_KEY_RESULT",
  "SHARE_OBJECTIVE",
  "MOVE_OBJECTIVE",
  "MOVE_KEY_RESULT",
  "DROP_OBJECTIVE",
  "DROP_KEY_RESULT",
  "ADD_OBJECTIVE",
  "ADD_KEY_RESULT",
  "ADD_DEPENDENCY",
  "ADD_CONTRIBUTION",
] as const;

export type ChangeKind = (typeof changeKinds)[number];

export type KeyResultLine = {
  readonly id: string;
  readonly title: string;
  readonly metricId: string | null;
  readonly measure: string;
  readonly baseline: number | null;
  readonly target: number | null;
  /** It goes from a baseline to a target; others (bands, steps) are revised in the planning. */
  readonly hasWay: boolean;
};

/** An objective of a unit that takes part, as it is today. */
export type ObjectiveLine = {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly keyResults: readonly KeyResultLine[];
};

/** One change. Fields that its kind does not ask for stay as they were, so that choosing another kind loses nothing. */
export type Change = {
  /** Of its own, within the proposal. */
  readonly key: string;
  readonly kind: ChangeKind;
  readonly objective: string;
  readonly keyResult: string;
  readonly unit: string;
  readonly toObjective: string;
  readonly title: string;
  readonly why: string;
  readonly measure: string;
  readonly baseline: number | null;
  readonly target: number | null;
  /** Of one, 0 to 1. */
  readonly share: number | null;
  readonly what: string;
  /** A day. */
  readonly neededBy: string;
};

export type ChangeField = Exclude<keyof Change, "key" | "kind">;

/** What each kind asks for, in the order of its form. */
export const fieldsOf: Record<ChangeKind, readonly ChangeField[]> = {
  REWORD_OBJECTIVE: ["objective", "title", "why"],
  REVISE_KEY_RESULT: ["keyResult", "title", "baseline", "target"],
  SHARE_OBJECTIVE: ["objective", "unit", "share"],
  MOVE_OBJECTIVE: ["objective", "unit"],
  MOVE_KEY_RESULT: ["keyResult", "toObjective"],
  DROP_OBJECTIVE: ["objective"],
  DROP_KEY_RESULT: ["keyResult"],
  ADD_OBJECTIVE: ["unit", "title", "why"],
  ADD_KEY_RESULT: ["objective", "title", "measure", "baseline", "target"],
  ADD_DEPENDENCY: ["objective", "unit", "what", "neededBy"],
  ADD_CONTRIBUTION: ["objective", "toObjective"],
};

/** A change of which nothing is said yet. */
export const noChange: Change = {
  key: "",
  kind: "REWORD_OBJECTIVE",
  objective: "",
  keyResult: "",
  unit: "",
  toObjective: "",
  title: "",
  why: "",
  measure: "",
  baseline: null,
  target: null,
  share: null,
  what: "",
  neededBy: "",
};

/** Fields that may stay empty. */
const optional: readonly ChangeField[] = ["why", "measure"];

function isMissing(change: Change, field: ChangeField): boolean {
  const value = change[field];
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** What has to be said before a change can be previewed or proposed. */
export function missingIn(change: Change): readonly ChangeField[] {
  return fieldsOf[change.kind].filter((field) => !optional.includes(field) && isMissing(change, field));
}

const find = (objectives: readonly ObjectiveLine[], id: string) => objectives.find((one) => one.id === id);

export function keyResultIn(
  objectives: readonly ObjectiveLine[],
  id: string,
): { readonly keyResult: KeyResultLine; readonly objective: ObjectiveLine } | null {
  for (const objective of objectives) {
    const keyResult = objective.keyResults.find((one) => one.id === id);
    if (keyResult) return { keyResult, objective };
  }
  return null;
}

/**
 * Begin a change of a kind, or turn one into another kind: what both ask for is kept, and texts and numbers begin as
 * they are today.
 */
export function begun(
  change: Change,
  part: Partial<Change>,
  objectives: readonly ObjectiveLine[],
): Change {
  const after = { ...change, ...part };
  if (after.kind === "REWORD_OBJECTIVE" && (part.kind !== undefined || part.objective !== undefined)) {
    const today = find(objectives, after.objective);
    return { ...after, title: today?.title ?? "", why: today?.why ?? "" };
  }
  if (after.kind === "REVISE_KEY_RESULT" && (part.kind !== undefined || part.keyResult !== undefined)) {
    const today = keyResultIn(objectives, after.keyResult)?.keyResult;
    return {
      ...after,
      title: today?.title ?? "",
      measure: today?.measure ?? "",
      baseline: today?.baseline ?? null,
      target: today?.target ?? null,
    };
  }
  return after;
}

/** Whether two lists of changes say the same; keys are only for drawing. */
export function areSame(one: readonly Change[], other: readonly Change[]): boolean {
  const said = (change: Change) => JSON.stringify([change.kind, ...fieldsOf[change.kind].map((field) => change[field])]);
  return one.length === other.length && one.every((change, place) => said(change) === said(other[place] ?? noChange));
}
