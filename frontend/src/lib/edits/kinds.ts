import type { Environment } from "relay-runtime";
import type { EditedRecord, Fields, Refusal, Seen, Value } from "./records";
import * as records from "./records";

/** How the server answered a deed; rejected promises are for when it did not get as far as deciding. */
export type Answer =
  | { readonly how: "done"; readonly id: string; readonly version: number; readonly fields: Fields }
  | { readonly how: "refused"; readonly problems: readonly Refusal[] };

/**
 * A kind of record whose fields are saved as one types. Declared once, at the head of a module:
 *
 *     export const objectiveEdits: RecordKind<ObjectiveFields> = {
 *       name: "objective",
 *       read: async (environment, id) => ...,       // version and fields as the server has them now
 *       save: async (environment, request) => ...,  // the mutation, with request.key and request.version
 *     };
 */
export type RecordKind<Own extends Fields = Fields> = {
  readonly name: string;
  /** Null when it is gone, or may not be seen any more. */
  readonly read: (environment: Environment, id: string) => Promise<Seen | null>;
  readonly save: (
    environment: Environment,
    request: {
      readonly id: string;
      readonly version: number;
      /** What is to change. */
      readonly changes: Partial<Own>;
      /** The record as it is to be: what the server last told, with the changes. For deeds that take parts as a whole. */
      readonly whole: Own;
      readonly key: string;
    },
  ) => Promise<Answer>;
  /** For kinds that can be created while one types. */
  readonly create?: (
    environment: Environment,
    request: {
      readonly parent: string;
      readonly fields: Own;
      readonly key: string;
      /** To be called in the mutation's `updater` with the new id, so that lists know it before they are drawn. */
      readonly named: (id: string) => void;
    },
  ) => Promise<Answer>;
  /** Whether one that is to be created says enough to be sent. */
  readonly isReady?: (fields: Own) => boolean;
  /** The field that a problem is about, where the API calls it by another name. */
  readonly fieldOf?: (problem: Refusal) => string | undefined;
};

/** A deed that is no edit of a field: dropping, bringing back, putting in order. */
export type ErrandKind<Subject extends Value = Value> = {
  readonly name: string;
  readonly send: (
    environment: Environment,
    request: {
      readonly subject: Subject;
      readonly key: string;
      /** The newest known version of a record. */
      readonly versionOf: (id: string) => number;
    },
  ) => Promise<{ readonly how: "done" } | { readonly how: "refused"; readonly problems: readonly Refusal[] }>;
  /** The record that it brings back: until then it isn't there, and what is typed into it waits. */
  readonly bringsBack?: (subject: Subject) => string;
  /** One that waits makes an earlier one of the same place needless, such as putting in order again. */
  readonly replaces?: (earlier: Subject, later: Subject) => boolean;
};

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Find a problem's field by its name, or by the end of its path: `measured.target` is about `target`. */
export function fieldByName(problem: Refusal, fields: readonly string[]): string | undefined {
  const path = camelCase(problem.field ?? "").split(".");
  return fields.find((field) => field === path.join(".")) ?? fields.find((field) => path.includes(field));
}

/** Whether there is something to send; what is to be created waits until it says enough. */
export function isWorthSending(record: EditedRecord, kind: RecordKind): boolean {
  const changes = records.sendable(record);
  if (record.parent === null) return Object.keys(changes).length > 0;
  const isRefused = Object.values(record.edits).some((edit) => edit.problems);
  return !isRefused && (kind.isReady?.(changes) ?? true);
}
