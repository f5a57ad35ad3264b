import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import "./texts";

export type CycleState = "PREPARING" | "PLANNING" | "ALIGNING" | "RUNNING" | "REVIEWING" | "CLOSED";

/** The states that may come next; aligning may be left out. */
export const following: Record<CycleState, readonly CycleState[]> = {
  PREPARING: ["PLANNING"],
  PLANNING: ["ALIGNING", "RUNNING"],
  ALIGNING: ["RUNNING"],
  RUNNING: ["REVIEWING"],
  REVIEWING: ["CLOSED"],
  CLOSED: [],
};

export function isState(state: string): state is CycleState {
  return state in following;
}

/** What states are called, and what they mean for those who work in the cycle. */
export function useStateWords() {
  const { t } = useLingui();
  const names: Record<CycleState, string> = {
    PREPARING: t`Prepared`,
    PLANNING: t`Planning`,
    ALIGNING: t`Alignment`,
    RUNNING: t`Running`,
    REVIEWING: t`Review`,
    CLOSED: t`Closed`,
  };
  const meanings: Record<CycleState, string> = {
    PREPARING: t`Its dates are set; nobody writes yet.`,
    PLANNING: t`Units write their OKRs: first the company shows its own, then all the others.`,
    ALIGNING: t`Units show each other what they wrote, and agree where they meet.`,
    RUNNING: t`Units work and check in. One cycle runs at a time, so the one before has to be in review.`,
    REVIEWING: t`Units judge what was achieved, and what is carried over. Check-ins come to an end.`,
    CLOSED: t`It is over: nothing in it changes any more. This can't be taken back.`,
  };
  return {
    state: (state: string) => (isState(state) ? names[state] : state),
    meaning: (state: CycleState) => meanings[state],
    sets: (count: number) => plural(count, { one: "# OKR set", other: "# OKR sets" }),
  };
}
