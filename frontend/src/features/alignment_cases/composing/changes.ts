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

/** What takes another case's changes back: it stands in a proposal as it came, or is taken out. */
export const inverseKinds = [
  "RESTORE_OBJECTIVE",
  "RESTORE_KEY_RESULT",
  "WITHDRAW_DEPENDENCY",
  "WITHDRAW_CONTRIBUTION",
] as const;

export type ChangeKind = (typeof changeKinds)[number] | (typeof inverseKinds)[number];

export type KeyResultLine = {
  readonly id: string;
  readonly title: string;
  readonly measure: string;
  readonly baseline: number | null;
  readonly target: number | null;
  /** It goes from a baseline to a target; bands and steps are revised in the planning. */
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

/** Fields that nobody edits here, as they came: from suggestions, or from what others proposed. */
export type Rest = {
  readonly toKeyResult?: string | null;
  readonly toMoal?: string | null;
  readonly dependency?: string | null;
  readonly contribution?: string | null;
  readonly metric?: string | null;
  readonly objectiveKind?: string | null;
  readonly keyResultKind?: string | null;
  readonly stretch?: number | null;
  readonly bandLow?: number | null;
  readonly bandHigh?: number | null;
  readonly weight?: number | null;
  readonly dependencyKind?: string | null;
  readonly fallback?: string | null;
  readonly rationale?: string | null;
};

/** One change. Fields that its kind does not ask for stay as they were typed, and are not sent. */
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
  /** The title of what it is about, where that may be gone. */
  readonly about: string;
  readonly rest: Rest;
};

export type ChangeField = Exclude<keyof Change, "key" | "kind" | "about" | "rest">;

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
  RESTORE_OBJECTIVE: [],
  RESTORE_KEY_RESULT: [],
  WITHDRAW_DEPENDENCY: [],
  WITHDRAW_CONTRIBUTION: [],
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
  about: "",
  rest: {},
};

/** What a link may name more exactly, in proposals that were not composed here; it is passed on. */
export const alsoSaid: Partial<Record<ChangeKind, readonly ChangeField[]>> = {
  ADD_DEPENDENCY: ["keyResult", "toObjective"],
  ADD_CONTRIBUTION: ["keyResult"],
};

/** Whether a link says in another way what a field asks for: by a key result instead of its objective, and so on. */
export function isSaidElsewhere({ kind, keyResult, toObjective, rest }: Change, field: ChangeField): boolean {
  if (kind === "ADD_DEPENDENCY")
    return (field === "objective" && keyResult !== "") || (field === "unit" && toObjective !== "");
  if (kind === "ADD_CONTRIBUTION")
    return (
      (field === "objective" && keyResult !== "") ||
      (field === "toObjective" && Boolean(rest.toKeyResult ?? rest.toMoal))
    );
  return false;
}

/**
 * What a field shows: what was chosen in it, or what is said of it more exactly, so that nobody is asked for what is known.
 *
 * Args:
 *   objectives: All that can be changed; what is not among them is not known by name.
 */
export function shownIn(change: Change, field: ChangeField, objectives: readonly ObjectiveLine[]): string {
  const { kind, keyResult, toObjective } = change;
  const value = change[field];
  if (typeof value !== "string" || value !== "" || !isSaidElsewhere(change, field))
    return String(value ?? "");
  if (kind === "ADD_DEPENDENCY" && field === "unit")
    return objectives.find(({ id }) => id === toObjective)?.unitId ?? "";
  return field === "objective" ? holderOf(keyResult, objectives) : "";
}

function holderOf(keyResult: string, objectives: readonly ObjectiveLine[]): string {
  return objectives.find(({ keyResults }) => keyResults.some(({ id }) => id === keyResult))?.id ?? "";
}

/** What objectives give up so that another one stays, takes over or comes first. */
const yielding: readonly ChangeKind[] = [
  "DROP_OBJECTIVE",
  "DROP_KEY_RESULT",
  "MOVE_OBJECTIVE",
  "ADD_DEPENDENCY",
];

/** The objective that stays, takes over or comes first in a proposal that was composed elsewhere. */
export function staysIn(changes: readonly Change[], subjects: readonly ObjectiveLine[]): string {
  const isSubject = (id: string) => subjects.some((subject) => subject.id === id);
  const named = changes.flatMap(({ kind, objective, toObjective }) => {
    if (kind === "SHARE_OBJECTIVE") return [objective];
    return kind === "ADD_DEPENDENCY" || kind === "MOVE_KEY_RESULT" ? [toObjective] : [];
  });
  const yields = new Set(
    changes
      .filter(({ kind }) => yielding.includes(kind))
      .map(({ objective, keyResult }) => objective || holderOf(keyResult, subjects)),
  );
  return named.find(isSubject) ?? (subjects.find(({ id }) => !yields.has(id)) ?? subjects[0])?.id ?? "";
}

/** Fields that may stay empty. */
const optional: readonly ChangeField[] = ["why", "measure"];

function isMissing(change: Change, field: ChangeField): boolean {
  const value = change[field];
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** What has to be said before a change can be previewed or proposed. */
export function missingIn(change: Change): readonly ChangeField[] {
  return fieldsOf[change.kind].filter(
    (field) => !optional.includes(field) && isMissing(change, field) && !isSaidElsewhere(change, field),
  );
}

export function keyResultIn(objectives: readonly ObjectiveLine[], id: string): KeyResultLine | undefined {
  return objectives.flatMap(({ keyResults }) => keyResults).find((one) => one.id === id);
}

/**
 * Begin a change of a kind, or say of another one what it is about: texts and numbers begin as they are today.
 *
 * Args:
 *   part: What is said anew.
 */
export function begun(change: Change, part: Partial<Change>, objectives: readonly ObjectiveLine[]): Change {
  const after = { ...change, ...part };
  if (after.kind === "REWORD_OBJECTIVE" && part.objective !== undefined) {
    const today = objectives.find(({ id }) => id === after.objective);
    return { ...after, title: today?.title ?? "", why: today?.why ?? "" };
  }
  if (after.kind === "REVISE_KEY_RESULT" && part.keyResult !== undefined) {
    const today = keyResultIn(objectives, after.keyResult);
    return {
      ...after,
      title: today?.title ?? "",
      baseline: today?.baseline ?? null,
      target: today?.target ?? null,
    };
  }
  // What was named more exactly belonged to what was chosen before.
  if (after.kind === "ADD_DEPENDENCY" && part.unit !== undefined) return { ...after, toObjective: "" };
  if (after.kind.startsWith("ADD_") && part.objective !== undefined) return { ...after, keyResult: "" };
  if (after.kind === "ADD_CONTRIBUTION" && part.toObjective !== undefined)
    return { ...after, rest: { ...after.rest, toKeyResult: null, toMoal: null } };
  return after;
}

const said = (change: Change) =>
  JSON.stringify([
    change.kind,
    change.rest,
    ...[...fieldsOf[change.kind], ...(alsoSaid[change.kind] ?? [])].map((field) => change[field]),
  ]);

/** Whether two lists of changes say the same; keys are only for drawing. */
export function areSame(one: readonly Change[], other: readonly Change[]): boolean {
  return (
    one.length === other.length &&
    one.every((change, place) => said(change) === said(other[place] ?? noChange))
  );
}
