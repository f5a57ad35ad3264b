/**
 * What a person typed into a record and the server has not confirmed yet, and what becomes of it: pure rules.
 *
 * Each edit remembers the value that it replaces. When the record changed meanwhile, an edit of a field that nobody
 * else touched simply moves onto the new version; where the same field was changed, both values are kept until the
 * person chose. Nothing in here forgets a value that was typed before the server said that it has it.
 */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Fields = { readonly [field: string]: Value };

/** A record as the server told it. */
export type Seen = { readonly version: number; readonly fields: Fields };

/** Why the server refused something, in the person's language. */
export type Refusal = {
  readonly code: string;
  readonly field: string | null | undefined;
  readonly message: string;
  readonly remedy: string;
  readonly details: readonly string[];
};

export type Edit = {
  readonly value: Value;
  /** What it replaces, as the person saw it. */
  readonly base: Value;
  /** Somebody else's value of the same field; the person chooses. */
  readonly conflict?: { readonly theirs: Value };
  /** The rules said no to this value; it stays, and is sent again once it was changed. */
  readonly problems?: readonly Refusal[];
};

/** A deed under way, or one of which nobody knows whether it arrived: sent again, it is the very same. */
export type Sent = { readonly key: string; readonly version: number | null; readonly changes: Fields };

export type EditedRecord = {
  readonly kind: string;
  readonly id: string;
  /** Where one that is still to be created belongs; null for one that exists. */
  readonly parent: string | null;
  /** The newest that is known from the server; null for one that is still to be created. */
  readonly seen: Seen | null;
  /** Told by the server while a deed was under way; looked at when that is over. */
  readonly later: Seen | null;
  readonly edits: { readonly [field: string]: Edit };
  readonly sent: Sent | null;
  /** What the server last took over from here, by field: that it looks different now is no news. */
  readonly own: Fields;
};

export function existing(kind: string, id: string, seen: Seen): EditedRecord {
  return { kind, id, parent: null, seen, later: null, edits: {}, sent: null, own: {} };
}

export function created(kind: string, id: string, parent: string, fields: Fields): EditedRecord {
  const edits = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, { value, base: null }]),
  );
  return { kind, id, parent, seen: null, later: null, edits, sent: null, own: {} };
}

/** Whether two values are the same to a reader: white space at the ends says nothing. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === "string" && typeof b === "string") return tidied(a) === tidied(b);
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}

const tidied = (text: string) => text.replace(/\r\n?/g, "\n").trim();

/** As `same`, but the server may have tidied the white space between words, too. */
function sameWords(a: Value | undefined, b: Value | undefined): boolean {
  const words = (value: Value | undefined) =>
    typeof value === "string" ? value.replace(/\s+/g, " ").trim() : value;
  return same(words(a), words(b));
}

/** What a field shows: what was typed, or else what the server holds. */
export function shown(record: EditedRecord, field: string): Value | undefined {
  return record.edits[field]?.value ?? record.seen?.fields[field];
}

/** A person typed; `base` is what they saw before they did. */
export function typed(record: EditedRecord, field: string, value: Value, base: Value): EditedRecord {
  const before = record.edits[field];
  const theirs = record.seen?.fields[field];
  if (before) {
    const { problems: _, ...edit } = before;
    return settled(with_(record, field, { ...edit, value }), field);
  }
  if (!record.seen || theirs === undefined) return with_(record, field, { value, base });
  const isSeen = sameWords(base, theirs) || sameWords(record.own[field], theirs);
  const edit: Edit = isSeen ? { value, base: theirs } : { value, base, conflict: { theirs } };
  return settled(with_(record, field, edit), field);
}

/** The server told the record anew. Older tidings than those that are known change nothing. */
export function told(record: EditedRecord, seen: Seen): EditedRecord {
  if (record.seen && seen.version < record.seen.version) return record;
  if (record.sent) {
    return record.later && record.later.version > seen.version ? record : { ...record, later: seen };
  }
  let after: EditedRecord = { ...record, seen };
  for (const [field, edit] of Object.entries(record.edits)) {
    const theirs = seen.fields[field];
    if (theirs === undefined) continue;
    const { conflict: _, ...rest } = edit;
    const isTheirs = !sameWords(theirs, edit.base) && !sameWords(theirs, edit.value);
    after = settled(
      with_(after, field, isTheirs ? { ...edit, conflict: { theirs } } : { ...rest, base: theirs }),
      field,
    );
  }
  return after;
}

/** What can be sent now: what neither waits for the person's choice nor was refused as it is. */
export function sendable(record: EditedRecord): Fields {
  return Object.fromEntries(
    Object.entries(record.edits)
      .filter(([, edit]) => !edit.conflict && !edit.problems)
      .map(([field, edit]) => [field, edit.value]),
  );
}

export function sending(record: EditedRecord, key: string): EditedRecord {
  return { ...record, sent: { key, version: record.seen?.version ?? null, changes: sendable(record) } };
}

/** The server took over what was sent; what was typed since is based on that. */
export function saved(record: EditedRecord, id: string, seen: Seen): EditedRecord {
  const changes = record.sent?.changes ?? {};
  const edits: Record<string, Edit> = {};
  for (const [field, edit] of Object.entries(record.edits)) {
    const wasSent = field in changes;
    if (wasSent && same(edit.value, changes[field])) continue;
    edits[field] = wasSent ? { ...edit, base: changes[field] ?? null } : edit;
  }
  const own = { ...record.own };
  for (const field of Object.keys(changes)) own[field] = seen.fields[field] ?? null;
  const after: EditedRecord = { ...record, id, parent: null, sent: null, later: null, edits, own };
  return newest({ ...after, seen: record.seen }, record.later, seen);
}

/** The rules said no: every field that was sent keeps what was typed, with the problems that are about it. */
export function refused(
  record: EditedRecord,
  problems: readonly Refusal[],
  fieldOf: (problem: Refusal, fields: readonly string[]) => string | undefined,
): EditedRecord {
  const changes = record.sent?.changes ?? {};
  const fields = Object.keys(changes);
  let after: EditedRecord = { ...record, sent: null, later: null };
  const about = new Map<string, Refusal[]>();
  for (const problem of problems) {
    const field = fieldOf(problem, fields) ?? fields[0];
    if (field !== undefined) about.set(field, [...(about.get(field) ?? []), problem]);
  }
  for (const [field, found] of about) {
    const edit = after.edits[field];
    if (edit && same(edit.value, changes[field])) after = with_(after, field, { ...edit, problems: found });
  }
  return newest(after, record.later);
}

/** The server says that what was sent came too late, and how the record looks now. */
export function rebased(record: EditedRecord, seen: Seen): EditedRecord {
  return newest({ ...record, sent: null, later: null }, record.later, seen);
}

/** The person chose between two versions of a field; a mix is typed, and then chosen as theirs to keep. */
export function chosen(record: EditedRecord, field: string, whose: "mine" | "theirs"): EditedRecord {
  const edit = record.edits[field];
  if (!edit?.conflict) return record;
  const { theirs } = edit.conflict;
  if (whose === "theirs") return without(record, field);
  return settled(with_(record, field, { value: edit.value, base: theirs }), field);
}

/** What the server refused is tried once more. */
export function triedAgain(record: EditedRecord): EditedRecord {
  const edits = Object.fromEntries(
    Object.entries(record.edits).map(([field, { problems: _, ...edit }]) => [field, edit]),
  );
  return { ...record, edits };
}

/** Whether something that was kept is a record with edits. */
export function isRecord(kept: unknown): kept is EditedRecord {
  return typeof kept === "object" && kept !== null && "edits" in kept && "kind" in kept;
}

/** The person gives up what they typed into a field. */
export function givenUp(record: EditedRecord, field: string): EditedRecord {
  return without(record, field);
}

/** Whether anything of it waits to be confirmed. */
export function isKept(record: EditedRecord): boolean {
  return record.sent !== null || record.parent !== null || Object.keys(record.edits).length > 0;
}

/** An edit that came back to what the server holds is none, unless another value of it is under way. */
function settled(record: EditedRecord, field: string): EditedRecord {
  const edit = record.edits[field];
  const theirs = record.seen?.fields[field];
  const isUnderway = record.sent !== null && field in record.sent.changes;
  if (!edit || theirs === undefined || isUnderway || !same(edit.value, theirs)) return record;
  return without(record, field);
}

function newest(record: EditedRecord, ...tidings: readonly (Seen | null)[]): EditedRecord {
  return tidings.reduce<EditedRecord>((after, seen) => (seen ? told(after, seen) : after), record);
}

function with_(record: EditedRecord, field: string, edit: Edit): EditedRecord {
  return { ...record, edits: { ...record.edits, [field]: edit } };
}

function without(record: EditedRecord, field: string): EditedRecord {
  const { [field]: _, ...edits } = record.edits;
  return { ...record, edits };
}
