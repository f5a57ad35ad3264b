/** What a form about a direction holds. */
export type Wording = { title: string; text: string; horizonYears: string };

export const shortestHorizon = 1;
export const longestHorizon = 30;

/** Years as a whole number within what a direction may look ahead; null when it is none. */
export function yearsOf(typed: string): number | null {
  const years = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return years >= shortestHorizon && years <= longestHorizon ? years : null;
}
