/** In points. Smaller than six nobody reads on paper; larger than eleven is shouting. */
export const smallestType = 6;
export const largestType = 11;
const step = 0.25;

/** The largest size, in quarters of a point, that fits; the smallest where none does. */
export function largestThatFits(
  fits: (points: number) => boolean,
  smallest: number,
  largest: number,
): number {
  let low = 0;
  let high = Math.round((largest - smallest) / step);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(smallest + middle * step)) low = middle;
    else high = middle - 1;
  }
  return smallest + low * step;
}
