import { useLingui } from "@lingui/react/macro";
import { daysBetween, localDay } from "../../lib/days";
import type { State } from "../../ui/StateMark";

export type ProgressState = "NOT_MEASURED" | "NOT_STARTED" | "ON_TRACK" | "AT_RISK" | "OFF_TRACK" | "STALE";

const shapes: Record<ProgressState, State> = {
  NOT_MEASURED: "notMeasured",
  NOT_STARTED: "notStarted",
  ON_TRACK: "onTrack",
  AT_RISK: "atRisk",
  OFF_TRACK: "offTrack",
  STALE: "stale",
};

export function shapeOf(state: ProgressState): State {
  return shapes[state];
}

/** The word that stands beside the shape; a stale value says for how long nobody measured it. */
export function useStateWords(): (state: ProgressState, measuredAt?: string | null) => string {
  const { t } = useLingui();
  return (state, measuredAt) => {
    switch (state) {
      case "NOT_MEASURED":
        return t`Not measured`;
      case "NOT_STARTED":
        return t`Not started`;
      case "ON_TRACK":
        return t`On track`;
      case "AT_RISK":
        return t`At risk`;
      case "OFF_TRACK":
        return t`Off track`;
      case "STALE": {
        if (!measuredAt) return t`Not measured`;
        const days = daysBetween(measuredAt, localDay(new Date()));
        return t`Not measured for ${days} days`;
      }
    }
  };
}
