import type { Environment } from "relay-runtime";
import { NotSignedIn, Outdated, Unreachable } from "../failures";
import { newKey } from "../keys";
import { Store } from "../store";
import type { Answer, ErrandKind, RecordKind } from "./kinds";
import { fieldByName } from "./kinds";
import type { EditedRecord, Fields, Refusal, Seen, Value } from "./records";
import * as records from "./records";
import type { Shelf } from "./shelf";
import { StepStack } from "./steps";

/** Something in the way of saving anything at all. */
export type Trouble = "unreachable" | "signedOut" | "someoneElse" | "outdated";

export type SaveState = {
  /** Changes that the server has not confirmed. */
  readonly kept: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly isSaving: boolean;
  readonly trouble: Trouble | null;
};

export type Errand = {
  readonly errand: string;
  readonly key: string;
  readonly subject: Value;
  /** Records whose edits go first. */
  readonly after: readonly string[];
  /** When it was asked for, in milliseconds: errands go in that order. */
  readonly at: number;
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
const firstWait = 1_000;
const longestWait = 30_000;
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
  #errands: readonly Errand[] = [];
  #aliases = new Map<string, string>();
  #kinds = new Map<string, RecordKind>();
  #errandKinds = new Map<string, ErrandKind>();
  #underway = new Set<string>();
  #typing = new Map<string, ReturnType<typeof setTimeout>>();
  #failures = new Map<string, number>();
  #trouble: Trouble | null = null;
  #isPaused = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #isDoubted = false;
  #state: SaveState = { kept: 0, conflicts: 0, refused: 0, isSaving: false, trouble: null };
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
    for (const each of means.kept) if (isRecord(each)) this.#records.set(each.id, each);
    this.#errands = means.kept.filter(isErrand).toSorted((a, b) => a.at - b.at);
    this.#emit();
  }

  /** Tell how a kind of record is saved. */
  knows(kind: RecordKind): void {
    if (this.#kinds.has(kind.name)) return;
    this.#kinds.set(kind.name, kind);
    queueMicrotask(() => this.#pump());
  }

  knowsErrand(kind: ErrandKind): void {
    if (this.#errandKinds.has(kind.name)) return;
    this.#errandKinds.set(kind.name, kind);
    queueMicrotask(() => this.#pump());
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
    return this.#errands;
  }

  get state(): SaveState {
    return this.#state;
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
    clearTimeout(this.#typing.get(name));
    this.#typing.set(
      name,
      setTimeout(() => this.flush(name), typingPause),
    );
  }

  /** Save now what was typed; without an id, everything. */
  flush(id?: string): void {
    const names = id === undefined ? [...this.#typing.keys()] : [this.nameOf(id)];
    for (const name of names) {
      clearTimeout(this.#typing.get(name));
      this.#typing.delete(name);
      this.#next(name);
    }
    if (names.length > 0) this.#nextErrand();
  }

  /** The person chose between their version and somebody else's. */
  choose(id: string, field: string, whose: "mine" | "theirs"): void {
    const name = this.nameOf(id);
    const record = this.#records.get(name);
    if (!record) return;
    this.#put(name, records.chosen(record, field, whose));
    this.flush(name);
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
    const errand: Errand = { errand: kind.name, key: newKey(), subject, after, at: Date.now() };
    const isNeedless = (each: Errand) =>
      each.errand === kind.name &&
      !this.#underway.has(each.key) &&
      (kind.replaces?.(this.#named(each.subject), this.#named(subject)) ?? false);
    for (const each of this.#errands.filter(isNeedless)) this.#means.shelf.drop(each.key);
    this.#errands = [...this.#errands.filter((each) => !isNeedless(each)), errand];
    this.#means.shelf.keep(errand.key, errand);
    for (const id of after) this.flush(id);
    this.#emit();
    this.#nextErrand();
  }

  /** Send once more what a rule refused. */
  tryAgain(id: string): void {
    const name = this.nameOf(id);
    const record = this.#records.get(name);
    if (record) this.#put(name, records.triedAgain(record));
    this.#failures.delete(name);
    this.#next(name);
  }

  /** The way may be free again: the browser is online, somebody signed in, the live connection stands. */
  resume(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (this.#isPaused) this.#isDoubted = true;
    this.#isPaused = false;
    this.#pump();
    this.#emit();
  }

  /** Another person may have signed in while nobody looked: ask before anything is sent. */
  doubt(): void {
    this.#isDoubted = true;
  }

  #pump(): void {
    for (const id of [...this.#records.keys()]) this.#next(id);
    this.#nextErrand();
  }

  #put(id: string, record: EditedRecord): void {
    if (this.#records.get(id) === record) return;
    this.#records.set(id, record);
    if (records.isKept(record)) this.#means.shelf.keep(id, record);
    else this.#means.shelf.drop(id);
    this.#emit();
  }

  #next(id: string): void {
    const record = this.#records.get(id);
    const kind = record && this.#kinds.get(record.kind);
    if (!record || !kind || this.#isPaused || this.#underway.has(id) || this.#typing.has(id)) return;
    if (record.parent !== null && isNew(record.parent)) return;
    if (!record.sent) {
      const changes = records.sendable(record);
      if (record.parent !== null && !(kind.isReady?.(changes) ?? true)) return;
      if (record.parent === null && Object.keys(changes).length === 0) return;
      if (record.parent !== null && Object.values(record.edits).some((edit) => edit.problems)) return;
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
      this.#nextErrand();
    });
  }

  /** Send what is to be sent; never rejects. */
  async #send(id: string, kind: RecordKind): Promise<void> {
    try {
      if (!(await this.#isStillMe())) return;
      const answer = await this.#ask(id, kind);
      this.#succeeded(id);
      if (!answer) return;
      if (answer.how === "done") {
        this.#rename(id, answer.id);
        const before = this.#records.get(answer.id);
        if (before) this.#put(answer.id, records.saved(before, answer.id, answer));
        return;
      }
      const record = this.#records.get(id);
      if (!record) return;
      if (answer.problems.some(({ code }) => code === "STALE_VERSION")) {
        const now = await kind.read(this.#means.environment, id);
        if (now) {
          this.#put(id, records.rebased(this.#records.get(id) ?? record, now));
          return;
        }
      }
      const fieldOf = (problem: Refusal, fields: readonly string[]) =>
        kind.fieldOf?.(problem) ?? fieldByName(problem, fields);
      this.#put(id, records.refused(this.#records.get(id) ?? record, answer.problems, fieldOf));
    } catch (error) {
      this.#failed(id, error);
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

  #nextErrand(): void {
    const errand = this.#errands[0];
    const kind = errand && this.#errandKinds.get(errand.errand);
    if (!errand || !kind || this.#isPaused || this.#underway.has(errand.key)) return;
    const isFirst = (id: string) => {
      const record = this.#records.get(this.nameOf(id));
      if (isNew(this.nameOf(id))) return record !== undefined;
      return (
        record !== undefined && (record.sent !== null || Object.keys(records.sendable(record)).length > 0)
      );
    };
    if (errand.after.some(isFirst)) return;
    this.#underway.add(errand.key);
    void this.#run(errand, kind).then(() => {
      this.#underway.delete(errand.key);
      this.#emit();
      this.#nextErrand();
    });
  }

  async #run(errand: Errand, kind: ErrandKind): Promise<void> {
    const subject = this.#named(errand.subject);
    try {
      if (!(await this.#isStillMe())) return;
      const answer = await kind.send(this.#means.environment, {
        subject,
        key: errand.key,
        versionOf: (id) => this.#records.get(id)?.seen?.version ?? 0,
      });
      this.#succeeded(errand.key);
      const isStale =
        answer.how === "refused" && answer.problems.some(({ code }) => code === "STALE_VERSION");
      if (isStale && (await this.#readAgain(errand.after))) {
        this.#means.shelf.drop(errand.key);
        const again = { ...errand, key: newKey() };
        this.#means.shelf.keep(again.key, again);
        this.#errands = this.#errands.map((each) => (each.key === errand.key ? again : each));
        return;
      }
      this.#forget(errand);
      if (answer.how === "refused") this.onRefused(answer.problems);
    } catch (error) {
      this.#failed(errand.key, error);
      if ((this.#failures.get(errand.key) ?? 0) >= mostFailures) {
        this.#forget(errand);
        this.onRefused([failure(error)]);
      }
    }
  }

  async #readAgain(ids: readonly string[]): Promise<boolean> {
    for (const id of ids.map((each) => this.nameOf(each))) {
      const record = this.#records.get(id);
      const kind = record && this.#kinds.get(record.kind);
      const now = kind && (await kind.read(this.#means.environment, id));
      if (!record || !now) return false;
      this.#put(id, records.told(this.#records.get(id) ?? record, now));
    }
    return ids.length > 0;
  }

  #forget(errand: Errand): void {
    this.#errands = this.#errands.filter(({ key }) => key !== errand.key);
    this.#means.shelf.drop(errand.key);
  }

  /** A record that was created is called by its own id from now on, here and wherever it is meant. */
  #rename(first: string, id: string): void {
    const record = this.#records.get(first);
    if (!record || first === id) return;
    this.#aliases.set(first, id);
    this.#records.delete(first);
    this.#means.shelf.drop(first);
    if (this.#underway.delete(first)) this.#underway.add(id);
    const timer = this.#typing.get(first);
    if (timer !== undefined) {
      clearTimeout(timer);
      this.#typing.delete(first);
      this.#typing.set(
        id,
        setTimeout(() => this.flush(id), typingPause),
      );
    }
    this.#records.set(id, { ...record, id });
    this.#means.shelf.keep(id, { ...record, id });
    for (const child of this.#records.values()) {
      if (child.parent === first) this.#put(child.id, { ...child, parent: id });
    }
    this.#errands = this.#errands.map((each) => this.#named(each));
    for (const each of this.#errands) this.#means.shelf.keep(each.key, each);
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

  async #isStillMe(): Promise<boolean> {
    if (!this.#isDoubted) return true;
    const person = await this.#means.whoIsThere();
    this.#isDoubted = false;
    if (person === this.#means.person) return true;
    this.#stop(person === null ? "signedOut" : "someoneElse");
    return false;
  }

  #succeeded(what: string): void {
    this.#attempt = 0;
    this.#failures.delete(what);
    if (!this.#trouble) return;
    this.#trouble = null;
    queueMicrotask(() => this.#pump());
  }

  #failed(what: string, error: unknown): void {
    if (error instanceof NotSignedIn) this.#stop("signedOut");
    else if (error instanceof Unreachable) this.#stop("unreachable");
    else if (error instanceof Outdated) this.#stop("outdated");
    else {
      const count = (this.#failures.get(what) ?? 0) + 1;
      this.#failures.set(what, count);
      const record = this.#records.get(what);
      if (record && count >= mostFailures) {
        this.#put(
          what,
          records.refused(record, [failure(error)], () => undefined),
        );
        this.#failures.delete(what);
      } else this.#stop("unreachable");
    }
  }

  #stop(trouble: Trouble): void {
    this.#trouble = trouble;
    this.#isPaused = true;
    this.#isDoubted = true;
    this.#attempt += 1;
    clearTimeout(this.#retry);
    const most = Math.min(longestWait, firstWait * 2 ** (this.#attempt - 1));
    const wait = trouble === "unreachable" ? most / 2 + (Math.random() * most) / 2 : longestWait;
    if (trouble !== "outdated") this.#retry = setTimeout(() => this.resume(), wait);
    this.#emit();
  }

  #emit(): void {
    const all = [...this.#records.values()];
    const edits = all.flatMap((record) => Object.values(record.edits));
    const state: SaveState = {
      kept: edits.length + this.#errands.length,
      conflicts: edits.filter((edit) => edit.conflict).length,
      refused: edits.filter((edit) => edit.problems).length,
      isSaving: this.#underway.size > 0 || this.#typing.size > 0,
      trouble: this.#trouble,
    };
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#state = state;
    this.changes.set(this.changes.get() + 1);
  }
}

function failure(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return { code: "FAILED", field: null, message, remedy: "", details: [] };
}

function isErrand(kept: unknown): kept is Errand {
  return typeof kept === "object" && kept !== null && "errand" in kept && "key" in kept;
}

function isRecord(kept: unknown): kept is EditedRecord {
  return typeof kept === "object" && kept !== null && "edits" in kept && "kind" in kept;
}
