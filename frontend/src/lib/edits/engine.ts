import type { Environment } from "relay-runtime";
import { newKey } from "../keys";
import { Store } from "../store";
import { type Errand, ErrandQueue, failure } from "./errands";
import { type Answer, type ErrandKind, fieldByName, isWorthSending, type RecordKind } from "./kinds";
import type { Edit, EditedRecord, Fields, Refusal, Seen, Value } from "./records";
import * as records from "./records";
import type { Shelf } from "./shelf";
import { StepStack } from "./steps";
import { type Trouble, Way } from "./way";

export type SaveState = {
  /** Changes that the server has not confirmed. */
  readonly kept: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly isSaving: boolean;
  readonly trouble: Trouble | null;
};

type Means = {
  readonly environment: Environment;
  readonly shelf: Shelf;
  /** What was kept when the page was left. */
  readonly kept: readonly unknown[];
  /** Asks the server who is signed in. */
  readonly whoIsThere: () => Promise<string | null>;
  readonly person: string;
};

const typingPause = 600;
const mostFailures = 4;

const isNew = (id: string) => id.startsWith("new_");

/**
 * Saves what one person types, as they type: one deed after the other for each record, again and again until the
 * server has confirmed it. What it holds lies on the shelf, too, and is taken up again when the page is loaded.
 */
export class Edits {
  /** Grows with every change of anything in here; hooks follow it. */
  readonly changes = new Store(0);
  readonly steps = new StepStack();
  /** What the rules refused about a deed that has no field. */
  onRefused: (problems: readonly Refusal[]) => void = () => {};
  #records = new Map<string, EditedRecord>();
  #aliases = new Map<string, string>();
  #kinds = new Map<string, RecordKind>();
  #underway = new Set<string>();
  #typing = new Map<string, ReturnType<typeof setTimeout>>();
  #failures = new Map<string, number>();
  #state: SaveState = { kept: 0, conflicts: 0, refused: 0, isSaving: false, trouble: null };
  readonly #means: Means;
  readonly #way: Way;
  readonly #errands: ErrandQueue;

  constructor(means: Means) {
    this.#means = means;
    const { environment, shelf, person, whoIsThere, kept } = means;
    const onChange = () => this.#emit();
    this.#way = new Way({ person, whoIsThere, onFree: () => this.#pump(), onChange });
    const duty = {
      environment,
      shelf,
      way: this.#way,
      named: <Anything>(value: Anything) => this.#named(value),
      versionOf: (id: string) => this.#records.get(id)?.seen?.version ?? 0,
      isBusy: (id: string) => this.#isBusy(id),
      readAgain: (ids: readonly string[]) => this.#readAgain(ids),
      onRefused: (problems: readonly Refusal[]) => this.onRefused(problems),
      onChange,
      onDone: () => this.#pump(),
    };
    this.#errands = new ErrandQueue(duty, kept);
    for (const { known = [] } of this.#errands.all)
      for (const { kind, id, seen } of known)
        if (seen) this.#records.set(id, records.existing(kind, id, seen));
    for (const each of kept) if (records.isRecord(each)) this.#records.set(each.id, each);
    this.#emit();
  }

  /** Tell how a kind of record is saved. */
  knows(kind: RecordKind): void {
    if (this.#kinds.has(kind.name)) return;
    this.#kinds.set(kind.name, kind);
    queueMicrotask(() => this.#pump());
  }

  knowsErrand(kind: ErrandKind): void {
    if (this.#errands.knows(kind)) queueMicrotask(() => this.#pump());
  }

  /** The id by which a record is called by now: one that was created has left its first name behind. */
  nameOf(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  /** What a record is to be drawn under: the same before and after it was created. */
  keyOf(id: string): string {
    for (const [first, now] of this.#aliases) if (now === id) return first;
    return id;
  }

  record(id: string): EditedRecord | undefined {
    return this.#records.get(this.nameOf(id));
  }

  /** What is still to be created in a place, in the order in which it was begun. */
  waiting(kind: string, parent: string): readonly EditedRecord[] {
    return [...this.#records.values()].filter(
      (record) => record.kind === kind && record.parent !== null && record.parent === this.nameOf(parent),
    );
  }

  /** What is asked for and not yet confirmed, in the order in which it was. */
  get errands(): readonly Errand[] {
    return this.#errands.all;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** Edits that wait for the person: refused ones, and those of which there are two versions. */
  get troubled(): readonly { readonly id: string; readonly field: string; readonly edit: Edit }[] {
    return [...this.#records.values()].flatMap(({ id, edits }) =>
      Object.entries(edits)
        .filter(([, edit]) => edit.problems || edit.conflict)
        .map(([field, edit]) => ({ id, field, edit })),
    );
  }

  /** The server told a record. */
  told(kind: RecordKind, id: string, seen: Seen): void {
    this.knows(kind);
    const before = this.#records.get(id) ?? records.existing(kind.name, id, seen);
    this.#put(id, records.told(before, seen));
    this.#next(id);
  }

  /** A person typed into a field; it is saved once they pause. */
  typed(id: string, field: string, value: Value, base: Value): void {
    const name = this.nameOf(id);
    const record = this.#records.get(name);
    if (!record) return;
    this.#put(name, records.typed(record, field, value, base));
    this.#wait(name);
  }

  /** Save now what was typed; without an id, everything. */
  flush(id?: string): void {
    const names = id === undefined ? [...this.#typing.keys()] : [this.nameOf(id)];
    for (const name of names) {
      clearTimeout(this.#typing.get(name));
      this.#typing.delete(name);
      this.#next(name);
    }
    this.#errands.next();
  }

  /** The person chose between their version and somebody else's. */
  choose(id: string, field: string, whose: "mine" | "theirs"): void {
    this.#change(id, (record) => records.chosen(record, field, whose));
  }

  /** Send once more what a rule refused. */
  tryAgain(id: string): void {
    this.#failures.delete(this.nameOf(id));
    this.#change(id, records.triedAgain);
  }

  /** Give up what was typed into a field. */
  giveUp(id: string, field: string): void {
    this.#change(id, (record) => records.givenUp(record, field));
  }

  /** Begin a record that is to be created once it says enough; returns its first name. */
  create(kind: RecordKind, parent: string, fields: Fields): string {
    this.knows(kind);
    const id = `new_${newKey()}`;
    this.#put(id, records.created(kind.name, id, this.nameOf(parent), fields));
    this.#next(id);
    return id;
  }

  /** Forget a record that was begun and not sent. False when it is there, or may be by now. */
  discard(id: string): boolean {
    const record = this.#records.get(id);
    if (!record || record.parent === null || record.sent) return false;
    clearTimeout(this.#typing.get(id));
    this.#typing.delete(id);
    this.#records.delete(id);
    this.#means.shelf.drop(id);
    this.#emit();
    return true;
  }

  /** Do something that is no edit, once the edits of these records are through. */
  perform(kind: ErrandKind, subject: Value, after: readonly string[] = []): void {
    this.knowsErrand(kind);
    const known = after
      .flatMap((id) => this.record(id) ?? [])
      .map(({ kind, id, seen }) => ({ kind, id, seen }));
    this.#errands.add(kind, subject, after, known);
    for (const id of after) this.flush(id);
    this.#emit();
    this.#errands.next();
  }

  /** The way may be free again: the browser is online, somebody signed in, the live connection stands. */
  resume(): void {
    this.#way.open();
  }

  /** Another person may have signed in while nobody looked: ask before anything is sent. */
  doubt(): void {
    this.#way.doubt();
  }

  #pump(): void {
    for (const id of [...this.#records.keys()]) this.#next(id);
    this.#errands.next();
  }

  #change(id: string, change: (record: EditedRecord) => EditedRecord): void {
    const name = this.nameOf(id);
    const record = this.#records.get(name);
    if (!record) return;
    this.#put(name, change(record));
    this.flush(name);
  }

  #put(id: string, record: EditedRecord): void {
    if (this.#records.get(id) === record) return;
    this.#records.set(id, record);
    if (records.isKept(record)) this.#means.shelf.keep(id, record);
    else this.#means.shelf.drop(id);
    this.#emit();
  }

  #wait(id: string): void {
    clearTimeout(this.#typing.get(id));
    this.#typing.set(
      id,
      setTimeout(() => this.flush(id), typingPause),
    );
  }

  #isBusy(id: string): boolean {
    const name = this.nameOf(id);
    const record = this.#records.get(name);
    if (!record) return false;
    if (isNew(name) || record.sent !== null) return true;
    // What waits until the record is back can't go before it is dropped.
    return !this.#errands.bringsBack(name) && Object.keys(records.sendable(record)).length > 0;
  }

  /** Send what is to be sent of a record, if that can be now. */
  #next(id: string): void {
    const record = this.#records.get(id);
    const kind = record && this.#kinds.get(record.kind);
    if (!record || !kind || !this.#way.isFree || this.#underway.has(id) || this.#typing.has(id)) return;
    if (record.parent !== null && isNew(record.parent)) return;
    if (!record.sent) {
      if (this.#errands.bringsBack(id)) return;
      if (!isWorthSending(record, kind)) return;
      this.#put(id, records.sending(record, newKey()));
    }
    this.#underway.add(id);
    void this.#send(id, kind).then(() => {
      const now = this.nameOf(id);
      this.#underway.delete(id);
      this.#underway.delete(now);
      this.#emit();
      this.#next(now);
      for (const child of this.#records.values()) if (child.parent === now) this.#next(child.id);
      this.#errands.next();
    });
  }

  /** Send what is to be sent; never rejects. */
  async #send(id: string, kind: RecordKind): Promise<void> {
    try {
      if (!(await this.#way.leadsHome())) return;
      const answer = await this.#ask(id, kind);
      this.#failures.delete(id);
      this.#way.passed();
      if (answer?.how === "done") {
        this.#rename(id, answer.id);
        const before = this.#records.get(answer.id);
        if (before) this.#put(answer.id, records.saved(before, answer.id, answer));
      } else if (answer) await this.#refused(id, kind, answer.problems);
    } catch (error) {
      if (!this.#way.failed(error)) this.#failed(id, error);
    }
  }

  async #ask(id: string, kind: RecordKind): Promise<Answer | null> {
    const record = this.#records.get(id);
    if (!record?.sent) return null;
    const { key, version, changes } = record.sent;
    const { environment } = this.#means;
    if (record.parent !== null || version === null || !record.seen) {
      const named = (name: string) => this.#rename(id, name);
      return (
        (await kind.create?.(environment, { parent: record.parent ?? "", fields: changes, key, named })) ??
        null
      );
    }
    // What is sent again after a failure is the very same: its key stands for it.
    const whole = { ...record.seen.fields, ...changes };
    return kind.save(environment, { id, version, changes, whole, key });
  }

  async #refused(id: string, kind: RecordKind, problems: readonly Refusal[]): Promise<void> {
    if (problems.some(({ code }) => code === "STALE_VERSION")) {
      const now = await kind.read(this.#means.environment, id);
      const record = this.#records.get(id);
      if (now && record) {
        this.#put(id, records.rebased(record, now));
        return;
      }
    }
    const record = this.#records.get(id);
    const fieldOf = (problem: Refusal, fields: readonly string[]) =>
      kind.fieldOf?.(problem) ?? fieldByName(problem, fields);
    if (record) this.#put(id, records.refused(record, problems, fieldOf));
  }

  /** The server failed at this record: try again, and in the end say so at its field, so that others get through. */
  #failed(id: string, error: unknown): void {
    const count = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, count);
    const record = this.#records.get(this.nameOf(id));
    if (!record || count < mostFailures) {
      this.#way.pause();
      return;
    }
    this.#put(
      record.id,
      records.refused(record, [failure(error)], () => undefined),
    );
    this.#failures.delete(id);
  }

  async #readAgain(ids: readonly string[]): Promise<boolean> {
    for (const id of ids.map((each) => this.nameOf(each))) {
      const record = this.#records.get(id);
      const kind = record && this.#kinds.get(record.kind);
      const now = kind && (await kind.read(this.#means.environment, id));
      if (!record || !now) return false;
      this.#put(id, records.told(this.#records.get(id) ?? record, now));
    }
    return true;
  }

  /** A record that was created is called by its own id from now on, here and wherever it is meant. */
  #rename(first: string, id: string): void {
    const record = this.#records.get(first);
    if (!record || first === id) return;
    this.#aliases.set(first, id);
    this.#records.delete(first);
    this.#means.shelf.drop(first);
    if (this.#underway.delete(first)) this.#underway.add(id);
    const isTyping = this.#typing.has(first);
    clearTimeout(this.#typing.get(first));
    this.#typing.delete(first);
    // Others may have told of it before the answer came, and something may have been typed into that already.
    const there = this.#records.get(id);
    const after = { ...record, id, edits: { ...record.edits, ...there?.edits } };
    this.#records.set(id, after);
    this.#means.shelf.keep(id, after);
    if (isTyping) this.#wait(id);
    for (const child of this.#records.values()) {
      if (child.parent === first) this.#put(child.id, { ...child, parent: id });
    }
    this.#errands.rename();
  }

  /** The same with the names that records have by now. */
  #named<Anything>(value: Anything): Anything {
    if (typeof value === "string") return this.nameOf(value) as Anything;
    if (Array.isArray(value)) return value.map((each) => this.#named(each)) as Anything;
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.#named(each)]),
    ) as Anything;
  }

  #emit(): void {
    const edits = [...this.#records.values()].flatMap((record) => Object.values(record.edits));
    const state: SaveState = {
      kept: edits.length + this.#errands.all.length,
      conflicts: edits.filter((edit) => edit.conflict).length,
      refused: edits.filter((edit) => edit.problems).length,
      isSaving: this.#underway.size > 0 || this.#typing.size > 0 || this.#errands.isUnderway,
      trouble: this.#way.trouble,
    };
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#state = state;
    this.changes.set(this.changes.get() + 1);
  }
}
