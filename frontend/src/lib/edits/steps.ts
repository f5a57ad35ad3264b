import { Store } from "../store";

/** Something that a person did, and how it is taken back and done again. */
export type Step = {
  /** What it was, in the person's words: "Reword the objective". */
  readonly words: string;
  /** False when it cannot be: somebody else changed the same since. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
};

export type Steps = { readonly done: readonly Step[]; readonly undone: readonly Step[] };

const most = 100;

/** The last steps of one person in one place, since it was opened. */
export class StepStack {
  readonly steps = new Store<Steps>({ done: [], undone: [] });

  push(step: Step): void {
    const { done } = this.steps.get();
    this.steps.set({ done: [...done, step].slice(-most), undone: [] });
  }

  /** Take the last step back; returns it and whether that could be done. A step that cannot be is left behind. */
  undo(): { step: Step; isDone: boolean } | null {
    const { done, undone } = this.steps.get();
    const step = done.at(-1);
    if (!step) return null;
    const isDone = step.undo();
    this.steps.set({ done: done.slice(0, -1), undone: isDone ? [...undone, step] : undone });
    return { step, isDone };
  }

  /** Take back this one, though others were done since. */
  undoThis(step: Step): void {
    const { done, undone } = this.steps.get();
    if (!done.includes(step) || !step.undo()) return;
    this.steps.set({ done: done.filter((each) => each !== step), undone: [...undone, step] });
  }

  redo(): { step: Step; isDone: boolean } | null {
    const { done, undone } = this.steps.get();
    const step = undone.at(-1);
    if (!step) return null;
    const isDone = step.redo();
    this.steps.set({ done: isDone ? [...done, step] : done, undone: undone.slice(0, -1) });
    return { step, isDone };
  }

  clear(): void {
    this.steps.set({ done: [], undone: [] });
  }
}
