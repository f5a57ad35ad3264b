import type { LinkState, State } from "../../ui/StateMark";
import type { ProgressState } from "../key_results/states";
import type { ColourBy } from "./views";

export type PyramidObjective = {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly state: ProgressState;
  readonly ownResult: number | null;
  readonly support: number | null;
  readonly confidence: number | null;
  /** How far its best link upward is agreed. */
  readonly link: "agreed" | "proposed" | "none";
};

/** What a colour may stand for on the map; each has its own shape, so that colour never speaks alone. */
export type Tone = State | LinkState;

export type Look = { readonly tone: Tone; readonly share: number };

const states: Record<ProgressState, State> = {
  NOT_MEASURED: "notMeasured",
  NOT_STARTED: "notStarted",
  ON_TRACK: "onTrack",
  AT_RISK: "atRisk",
  OFF_TRACK: "offTrack",
  STALE: "stale",
};

/** Bar and tone of an objective, by what one wants to see. */
export function lookOf(objective: PyramidObjective, colourBy: ColourBy): Look {
  switch (colourBy) {
    case "progress":
      return { tone: states[objective.state], share: objective.ownResult ?? 0 };
    case "confidence":
      return objective.confidence === null
        ? { tone: "stale", share: 0 }
        : { tone: "confident", share: objective.confidence / 10 };
    case "contribution":
      return { tone: objective.link, share: objective.link === "none" ? 0 : 1 };
  }
}

/** Tones of a colouring, in the order of its legend. */
export const legends: Record<ColourBy, readonly Tone[]> = {
  progress: ["onTrack", "atRisk", "offTrack", "stale", "notStarted", "notMeasured"],
  confidence: ["confident", "stale"],
  contribution: ["agreed", "proposed", "none"],
};
