import { act, renderHook } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useAllPages } from "./useAllPages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Answer = (error: Error | null) => void;

/** Two pages beyond the first, and the way to answer whoever asks for one. */
function pages() {
  const asked: Answer[] = [];
  renderHook(() => {
    const [left, setLeft] = useState(2);
    const [isLoadingNext, setLoading] = useState(false);
    const loadNext = (_: number, { onComplete }: { onComplete: Answer }) => {
      setLoading(true);
      asked.push((error) => {
        onComplete(error);
        setLoading(false);
        if (error === null) setLeft(left - 1);
      });
    };
    useAllPages({ hasNext: left > 0, isLoadingNext, loadNext }, 100);
  });
  return asked;
}

it("asks for one page after the other until all are here", () => {
  const asked = pages();
  expect(asked).toHaveLength(1);
  act(() => asked[0]?.(null));
  expect(asked).toHaveLength(2);
  act(() => asked[1]?.(null));
  act(() => void vi.runAllTimers());
  expect(asked).toHaveLength(2);
});

it("leaves a server alone for a while that didn't answer", () => {
  const asked = pages();
  act(() => asked[0]?.(new Error("down")));
  expect(asked).toHaveLength(1);
  act(() => void vi.advanceTimersByTime(5_000));
  expect(asked).toHaveLength(2);
});
