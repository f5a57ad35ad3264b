import type { Measure, Type } from "./pen";

const ellipsis = "…";

/**
 * Break words into lines that fit a width; what no line has room for ends in an ellipsis.
 *
 * Args:
 *   most: At most so many lines.
 */
export function linesOf(
  words: string,
  width: number,
  most: number,
  type: Pick<Type, "size" | "weight">,
  measure: Measure,
): string[] {
  const lines: string[] = [];
  let rest = words.split(/\s+/).filter(Boolean);
  while (rest.length > 0 && lines.length < most) {
    const isLast = lines.length === most - 1;
    let taken = 0;
    while (taken < rest.length && measure(rest.slice(0, taken + 1).join(" "), type) <= width) taken += 1;
    if (isLast && taken < rest.length)
      return [...lines, cut(rest.join(" "), width, type, measure)].filter(Boolean);
    // A word that is wider than the line is cut, and what is left of it goes on in the next one.
    if (taken === 0) {
      const [first = "", ...others] = rest;
      const length = fitting(first, width, type, measure, "-");
      if (length === 0) return lines;
      lines.push(`${first.slice(0, length)}-`);
      rest = [first.slice(length), ...others];
    } else {
      lines.push(rest.slice(0, taken).join(" "));
      rest = rest.slice(taken);
    }
  }
  return lines;
}

function cut(words: string, width: number, type: Pick<Type, "size" | "weight">, measure: Measure): string {
  const length = fitting(words, width, type, measure, ellipsis);
  return length === 0 ? "" : words.slice(0, length).trimEnd() + ellipsis;
}

/** How many letters fit with a sign behind them. */
function fitting(
  words: string,
  width: number,
  type: Pick<Type, "size" | "weight">,
  measure: Measure,
  sign: string,
): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(words.slice(0, middle).trimEnd() + sign, type) <= width) low = middle;
    else high = middle - 1;
  }
  return low;
}
