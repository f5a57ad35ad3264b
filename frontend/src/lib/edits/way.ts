import { NotSignedIn, Outdated, Unreachable } from "../failures";

/** Something in the way of saving anything at all. */
export type Trouble = "unreachable" | "signedOut" | "someoneElse" | "outdated";

const firstWait = 1_000;
const longestWait = 30_000;

type Means = {
  readonly person: string;
  /** Asks the server who is signed in. */
  readonly whoIsThere: () => Promise<string | null>;
  /** It may be free again: what waits is sent. */
  readonly onFree: () => void;
  readonly onChange: () => void;
};

/** What is known of the way to the server: whether it is free, what is in it, and when it is tried again. */
export class Way {
  /** What was in the way when it was last tried; it stays until something got through. */
  trouble: Trouble | null = null;
  #isClosed = false;
  #isDoubted = false;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
  }

  get isFree(): boolean {
    return !this.#isClosed;
  }

  /** Another person may have signed in while nobody looked: ask before anything is sent. */
  doubt(): void {
    this.#isDoubted = true;
  }

  /** Try it now: the browser is online, somebody signed in, the live connection stands. */
  open(): void {
    clearTimeout(this.#retry);
    if (this.#isClosed) this.#isDoubted = true;
    this.#isClosed = false;
    this.#means.onFree();
    this.#means.onChange();
  }

  /** Whether what this person typed would still be sent in their own name. */
  async leadsHome(): Promise<boolean> {
    if (!this.#isDoubted) return true;
    const person = await this.#means.whoIsThere();
    this.#isDoubted = false;
    if (person === this.#means.person) return true;
    this.#close(person === null ? "signedOut" : "someoneElse");
    return false;
  }

  /** Something got through. */
  passed(): void {
    this.#attempt = 0;
    if (!this.trouble) return;
    this.trouble = null;
    queueMicrotask(this.#means.onFree);
  }

  /** Something did not get through: true when the way is to blame, and not what was sent. */
  failed(error: unknown): boolean {
    if (error instanceof NotSignedIn) this.#close("signedOut");
    else if (error instanceof Outdated) this.#close("outdated");
    else if (error instanceof Unreachable) this.#close("unreachable");
    else return false;
    return true;
  }

  /** Wait a while: the server has trouble of its own. */
  pause(): void {
    this.#close("unreachable");
  }

  #close(trouble: Trouble): void {
    this.trouble = trouble;
    this.#isClosed = true;
    this.#isDoubted = true;
    this.#attempt += 1;
    clearTimeout(this.#retry);
    const most = Math.min(longestWait, firstWait * 2 ** (this.#attempt - 1));
    // With chance in it: a thousand browsers must not all come back at once.
    const wait = trouble === "unreachable" ? most / 2 + (Math.random() * most) / 2 : longestWait;
    if (trouble !== "outdated") this.#retry = setTimeout(() => this.open(), wait);
    this.#means.onChange();
  }
}
