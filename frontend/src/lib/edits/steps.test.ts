import { expect, it } from "vitest";
import { StepStack } from "./steps";

function counter() {
  const stack = new StepStack();
  const state = { value: 0 };
  const step = (from: number, to: number) => {
    state.value = to;
    const turn = (before: number, after: number) => () => {
      if (state.value !== before) return false;
      state.value = after;
      return true;
    };
    stack.push({ words: `${from} to ${to}`, undo: turn(to, from), redo: turn(from, to) });
  };
  return { stack, state, step };
}

it("takes steps back from the last one on, and does them again", () => {
  const { stack, state, step } = counter();
  step(0, 1);
  step(1, 2);
  stack.undo();
  stack.undo();
  expect(state.value).toBe(0);
  stack.redo();
  expect(state.value).toBe(1);
});

it("forgets what was undone once something new is done", () => {
  const { stack, step } = counter();
  step(0, 1);
  stack.undo();
  step(0, 5);
  expect(stack.redo()).toBeNull();
});

it("leaves a step behind that somebody else made impossible, and says so", () => {
  const { stack, state, step } = counter();
  step(0, 1);
  state.value = 7;
  expect(stack.undo()).toMatchObject({ isDone: false });
  expect(state.value).toBe(7);
  expect(stack.steps.get()).toEqual({ done: [], undone: [] });
});

it("takes back one that is not the last, once", () => {
  const stack = new StepStack();
  const back: string[] = [];
  const push = (words: string) => {
    const step = { words, undo: () => back.push(words) > 0, redo: () => true };
    stack.push(step);
    return step;
  };
  const first = push("first");
  push("second");
  stack.undoThis(first);
  stack.undoThis(first);
  expect(back).toEqual(["first"]);
  expect(stack.steps.get().done.map(({ words }) => words)).toEqual(["second"]);
});
