import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { afterPress } from "./presses";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const press = (type: string) => window.dispatchEvent(new Event(type));

it("without a press it runs at once", () => {
  const run = vi.fn();
  afterPress(run);
  expect(run).toHaveBeenCalledOnce();
});

it("during a press it runs once the click has been heard", () => {
  const run = vi.fn();
  press("pointerdown");
  afterPress(run);
  expect(run).not.toHaveBeenCalled();
  press("pointerup");
  expect(run).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(run).toHaveBeenCalledOnce();
});
