/** What a chart over time is drawn by: pure arithmetic, instants as milliseconds. */

export type Domain = readonly [number, number];

/** A map from a domain onto a range of pixels; a domain of one value lands in the middle. */
export function linear([low, high]: Domain, [from, to]: Domain): (value: number) => number {
  if (low === high) return () => (from + to) / 2;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/**
 * Round values to draw lines at: 1, 2 or 5 times a power of ten apart, and all of the domain between the outer ones.
 *
 * Args:
 *   most: At most so many, two at least.
 */
export function ticksOf([low, high]: Domain, most: number): readonly number[] {
  const span = high - low || Math.abs(high) || 1;
  const [bottom, top] = high === low ? [low - span / 2, high + span / 2] : [low, high];
  const rough = (top - bottom) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    const step = factor * power;
    const first = Math.floor(bottom / step + 1e-9);
    const last = Math.ceil(top / step - 1e-9);
    if (last - first + 1 <= Math.max(2, most)) {
      return Array.from({ length: last - first + 1 }, (_, place) =>
        Number(((first + place) * step).toPrecision(12)),
      );
    }
  }
  return [bottom, top];
}

/** First days of months within a span, at most so many, evenly thinned out. */
export function monthsOf([from, to]: Domain, most: number): readonly number[] {
  const months: number[] = [];
  const begin = new Date(from);
  for (let month = begin.getUTCMonth(); ; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), month, 1);
    if (at > to) break;
    if (at >= from) months.push(at);
  }
  const every = Math.max(1, Math.ceil(months.length / Math.max(1, most)));
  return months.filter((_, place) => place % every === 0);
}

/** The smallest span that holds all values; null without any. */
export function extent(values: Iterable<number | null | undefined>): Domain | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (typeof value !== "number") continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

export type Placed = { readonly x: number; readonly y: number };

/** The points as what `polyline` takes. */
export function pathOf(points: readonly Placed[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
