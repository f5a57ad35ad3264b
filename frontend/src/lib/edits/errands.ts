import type { Environment } from "relay-runtime";
import { newKey } from "../keys";
import type { ErrandKind } from "./kinds";
import type { EditedRecord, Refusal, Value } from "./records";
import type { Shelf } from "./shelf";
import type { Way } from "./way";

/** A record as it was known when something was asked of it: what is dropped isn't drawn again, and so not told. */
export type Known = Pick<EditedRecord, "kind" | "id" | "seen">;

/** A deed that is no edit, asked for and not yet confirmed. */
export type Errand = {
  readonly errand: string;
  readonly key: string;
  readonly subject: Value;
  /** Records whose edits go first. */
  readonly after: readonly string[];
  readonly known?: readonly Known[];
  /** When it was asked for, in milliseconds: errands go in that order. */
  readonly at: number;
};

const mostFailures = 4;

type Means = {
  readonly environment: Environment;
  readonly shelf: Shelf;
  readonly way: Way;
  /** The same with the names that records have by now. */
  readonly named: <Anything>(value: Anything) => Anything;
  readonly versionOf: (id: string) => number;
  /** Whether something of a record is still to be sent. */
  readonly isBusy: (id: string) => boolean;
  /** Learn how records are by now; false when one is gone. */
  readonly readAgain: (ids: readonly string[]) => Promise<boolean>;
  readonly onRefused: (problems: readonly Refusal[]) => void;
  readonly onChange: () => void;
  /** One is through: what waited for it may go. */
  readonly onDone: () => void;
};

export function isErrand(kept: unknown): kept is Errand {
  return typeof kept === "object" && kept !== null && "errand" in kept && "key" in kept;
}

/** Errands, one after the other, in the order in which they were asked for. */
export class ErrandQueue {
  #waiting: readonly Errand[];
  #kinds = new Map<string, ErrandKind>();
  #underway: string | null = null;
  #failures = 0;
  readonly #means: Means;

  constructor(means: Means, kept: readonly unknown[]) {
    this.#means = means;
    this.#waiting = kept.filter(isErrand).toSorted((a, b) => a.at - b.at);
  }

  get all(): readonly Errand[] {
    return this.#waiting;
  }

  get isUnderway(): boolean {
    return this.#underway !== null;
  }

  /** Tell how a kind of errand is sent; false when that is known. */
  knows(kind: ErrandKind): boolean {
    if (this.#kinds.has(kind.name)) return false;
    this.#kinds.set(kind.name, kind);
    return true;
  }

  add(kind: ErrandKind, subject: Value, after: readonly string[], known: readonly Known[]): void {
    const { named, shelf } = this.#means;
    const errand: Errand = { errand: kind.name, key: newKey(), subject, after, known, at: Date.now() };
    const isNeedless = (each: Errand) =>
      each.errand === kind.name &&
      each.key !== this.#underway &&
      (kind.replaces?.(named(each.subject), named(subject)) ?? false);
    for (const each of this.#waiting.filter(isNeedless)) shelf.drop(each.key);
    this.#waiting = [...this.#waiting.filter((each) => !isNeedless(each)), errand];
    shelf.keep(errand.key, errand);
  }

  /** Whether one that waits, or is underway, brings a record back. */
  bringsBack(id: string): boolean {
    const { named } = this.#means;
    return this.#waiting.some(
      ({ errand, subject }) => this.#kinds.get(errand)?.bringsBack?.(named(subject)) === id,
    );
  }

  /** A record has another name now. */
  rename(): void {
    this.#waiting = this.#waiting.map((each) => this.#means.named(each));
    for (const each of this.#waiting) this.#means.shelf.keep(each.key, each);
  }

  next(): void {
    // One that no place here knows how to send does not keep the others.
    const errand = this.#waiting.find((each) => this.#kinds.has(each.errand));
    const kind = errand && this.#kinds.get(errand.errand);
    if (!errand || !kind || !this.#means.way.isFree || this.#underway) return;
    if (errand.after.some(this.#means.isBusy)) return;
    this.#underway = errand.key;
    void this.#run(errand, kind).then(() => {
      this.#underway = null;
      this.#means.onChange();
      this.#means.onDone();
    });
  }

  async #run(errand: Errand, kind: ErrandKind): Promise<void> {
    const { environment, way, named, versionOf, readAgain, onRefused } = this.#means;
    try {
      if (!(await way.leadsHome())) return;
      const subject = named(errand.subject);
      const answer = await kind.send(environment, { subject, key: errand.key, versionOf });
      this.#failures = 0;
      way.passed();
      const problems = answer.how === "refused" ? answer.problems : [];
      const isStale = problems.some(({ code }) => code === "STALE_VERSION");
      if (isStale && errand.after.length > 0 && (await readAgain(errand.after))) this.#askAnew(errand);
      else {
        this.#forget(errand);
        if (problems.length > 0) onRefused(problems);
      }
    } catch (error) {
      if (way.failed(error)) return;
      this.#failures += 1;
      if (this.#failures < mostFailures) way.pause();
      else {
        this.#failures = 0;
        this.#forget(errand);
        onRefused([failure(error)]);
      }
    }
  }

  /** Another version is another request, and so it has another key. */
  #askAnew(errand: Errand): void {
    const again = { ...errand, key: newKey() };
    this.#means.shelf.drop(errand.key);
    this.#means.shelf.keep(again.key, again);
    this.#waiting = this.#waiting.map((each) => (each.key === errand.key ? again : each));
  }

  #forget(errand: Errand): void {
    this.#waiting = this.#waiting.filter(({ key }) => key !== errand.key);
    this.#means.shelf.drop(errand.key);
  }
}

/** What is said of something that failed again and again, for no reason that the rules know. */
export function failure(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return { code: "FAILED", field: null, message, remedy: "", details: [] };
}
