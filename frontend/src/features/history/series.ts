import { type Domain, extent } from "./scales";

/** What a key result asks for, in the measure that its chart is drawn in. */
export type Way = {
  readonly kind: "INCREASE" | "DECREASE" | "MAINTAIN" | "MILESTONE" | "BASELINE";
  readonly isAspirational: boolean;
  readonly measure: string;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly stretch: number | null;
  readonly bandLow: number | null;
  readonly bandHigh: number | null;
};

/** Something that was measured or said, at an instant in milliseconds. */
export type Mark = {
  readonly id: string;
  readonly at: number;
  readonly value: number | null;
  readonly confidence: number | null;
  readonly words: string;
  /** Corrected since: it stays in sight, and counts no more. */
  readonly isSuperseded: boolean;
  readonly isCheckIn: boolean;
};

type Measurement = {
  readonly id: string;
  readonly measuredAt: string;
  readonly value: number;
  readonly isSuperseded: boolean;
};

type CheckIn = {
  readonly id: string;
  readonly at: string;
  readonly value?: number | null;
  readonly progress?: number | null;
  readonly confidence?: number | null;
  readonly whatChanged: string;
  readonly isSuperseded: boolean;
};

/** What counts as a success at the end: all of it, or about 0.7. */
const aspirationalSuccess = 0.7;
const percent = 100;

/**
 * All that was measured and said, oldest first: a check-in and the measurement that it made are one mark.
 *
 * Args:
 *   measurements: The metric's; null for a milestone, whose check-ins say how far it has come.
 */
export function marksOf(
  checkIns: readonly CheckIn[],
  measurements: readonly Measurement[] | null,
): readonly Mark[] {
  const said = checkIns.map((checkIn): Mark => {
    const share = checkIn.progress ?? null;
    return {
      id: checkIn.id,
      at: Date.parse(checkIn.at),
      value: measurements === null ? share && share * percent : (checkIn.value ?? null),
      confidence: checkIn.confidence ?? null,
      words: checkIn.whatChanged,
      isSuperseded: checkIn.isSuperseded,
      isCheckIn: true,
    };
  });
  const known = new Set(said.map(({ at, value }) => `${at} ${value}`));
  const measured = (measurements ?? [])
    .map(
      (one): Mark => ({
        id: one.id,
        at: Date.parse(one.measuredAt),
        value: one.value,
        confidence: null,
        words: "",
        isSuperseded: one.isSuperseded,
        isCheckIn: false,
      }),
    )
    .filter(({ at, value }) => !known.has(`${at} ${value}`));
  // Of the same instant what was corrected comes first: the correction is drawn over it.
  return [...said, ...measured].toSorted(
    (a, b) => a.at - b.at || Number(b.isSuperseded) - Number(a.isSuperseded),
  );
}

/** The span that is drawn: the cycle, and at most as long before it as anything is known. */
export function spanOf(cycle: Domain, marks: readonly Mark[]): Domain {
  const [starts, ends] = cycle;
  const earliest = starts - (ends - starts);
  const shown = marks.filter(({ at }) => at >= earliest).map(({ at }) => at);
  return [Math.min(starts, ...shown), Math.max(ends, ...shown)];
}

/** The values that have to be in sight: what was measured within the span, and what is asked for. */
export function valuesOf(way: Way, marks: readonly Mark[], [from]: Domain): Domain | null {
  const { baseline, target, stretch, bandLow, bandHigh } = way;
  const measured = marks.filter(({ at }) => at >= from).map(({ value }) => value);
  return extent([...measured, baseline, target, stretch, bandLow, bandHigh]);
}

/** Where an even pace begins and ends; null where there is no way to walk evenly. */
export function paceOf({ kind, baseline, target, isAspirational }: Way): Domain | null {
  if (kind === "MAINTAIN" || kind === "BASELINE" || baseline === null || target === null) return null;
  return [baseline, baseline + (target - baseline) * (isAspirational ? aspirationalSuccess : 1)];
}
