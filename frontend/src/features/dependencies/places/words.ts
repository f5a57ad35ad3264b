import "./texts";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { LinkState, State } from "../../../ui/StateMark";
import { useDependencyWords } from "../words";
import type { Dependency } from "./rows";
import { isOver } from "./rows";
import type { DependencyState } from "./views";

/** How many days are left or over: "4 days late", "in 12 days"; null when nothing waits for it any more. */
export function useDaysLeft(): (dependency: Dependency) => string | null {
  const { t } = useLingui();
  return (dependency) => {
    const { daysLeft } = dependency;
    if (daysLeft === null || isOver(dependency)) return null;
    if (daysLeft === 0) return t`today`;
    if (daysLeft < 0) return plural(-daysLeft, { one: "# day late", other: "# days late" });
    return plural(daysLeft, { one: "in # day", other: "in # days" });
  };
}

const shapes: Record<DependencyState, State | LinkState> = {
  REQUESTED: "proposed",
  COUNTERED: "atRisk",
  ACCEPTED: "confident",
  DELIVERED: "onTrack",
  DECLINED: "notMeasured",
  WITHDRAWN: "notStarted",
};

/** How a dependency stands, as shape and word: that it is late comes before all else. */
export function useStanding(): (dependency: Pick<Dependency, "isLate" | "state">) => {
  shape: State | LinkState;
  word: string;
} {
  const { states, late } = useDependencyWords();
  return (dependency) =>
    dependency.isLate && !isOver(dependency)
      ? { shape: "offTrack", word: late }
      : { shape: shapes[dependency.state], word: states[dependency.state] };
}
