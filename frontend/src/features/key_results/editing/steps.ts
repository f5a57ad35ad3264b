/** The steps of a milestone: pure rules. Shares are kept so that together they are exactly 1. */

export type Step = { readonly title: string; readonly share: number; readonly isReached: boolean };

export const mostSteps = 20;

/** Shares are counted in millionths: a third has no end as a decimal, and the server wants the sum to be 1. */
const whole = 1_000_000;

const parts = (share: number) => Math.round(share * whole);

/** Shares of so many steps that count the same, as nearly as decimals allow. */
export function equalShares(count: number): number[] {
  const each = Math.floor(whole / count);
  const rest = whole - each * count;
  return Array.from({ length: count }, (_, place) => (each + (place >= count - rest ? 1 : 0)) / whole);
}

export function countTheSame(steps: readonly Step[]): boolean {
  const shares = steps.map(({ share }) => parts(share));
  return Math.max(...shares) - Math.min(...shares) <= 1 || steps.length === 0;
}

export function withEqualShares(steps: readonly Step[]): Step[] {
  if (steps.length === 0) return [];
  const shares = equalShares(steps.length);
  return steps.map((step, place) => ({ ...step, share: shares[place] ?? 0 }));
}

/** One more at the end. Where all count the same they go on to; else it gets what the others leave, or its even part. */
export function withAdded(steps: readonly Step[], title: string): Step[] {
  const added = [...steps, { title, share: 0, isReached: false }];
  if (countTheSame(steps)) return withEqualShares(added);
  return rescaled(
    added.map((step, place) => (place < steps.length ? step : { ...step, share: 1 / added.length })),
  );
}

/** Without one; what it counted goes to the others in proportion. */
export function withRemoved(steps: readonly Step[], place: number): Step[] {
  const rest = steps.filter((_, other) => other !== place);
  return countTheSame(steps) ? withEqualShares(rest) : rescaled(rest);
}

export function withMoved(steps: readonly Step[], from: number, to: number): Step[] {
  const step = steps[from];
  if (!step || to < 0 || to >= steps.length) return [...steps];
  return steps.toSpliced(from, 1).toSpliced(to, 0, step);
}

export function withTitle(steps: readonly Step[], place: number, title: string): Step[] {
  return steps.map((step, other) => (other === place ? { ...step, title } : step));
}

/** With the percent that somebody gave a step; the sum may be another than 100 until the others are given, too. */
export function withPercent(steps: readonly Step[], place: number, percent: number): Step[] {
  return steps.map((step, other) =>
    other === place ? { ...step, share: parts(percent / 100) / whole } : step,
  );
}

/** What all steps make up together, in percent. */
export function sumOfPercents(steps: readonly Step[]): number {
  return steps.reduce((sum, { share }) => sum + parts(share), 0) / (whole / 100);
}

/** Whether the server can take them: named, each with a share, together the whole way. */
export function areWhole(steps: readonly Step[]): boolean {
  if (steps.length === 0) return true;
  const sum = steps.reduce((total, { share }) => total + parts(share), 0);
  return sum === whole && steps.every(({ title, share }) => title.trim() !== "" && share > 0);
}

/** The same proportions, with a sum of exactly 1. */
function rescaled(steps: readonly Step[]): Step[] {
  const sum = steps.reduce((total, { share }) => total + share, 0);
  if (sum <= 0) return withEqualShares(steps);
  const scaled = steps.map(({ share }) => Math.max(1, Math.round((share / sum) * whole)));
  const rest = whole - scaled.reduce((total, each) => total + each, 0);
  const largest = scaled.indexOf(Math.max(...scaled));
  return steps.map((step, place) => ({
    ...step,
    share: ((scaled[place] ?? 0) + (place === largest ? rest : 0)) / whole,
  }));
}
