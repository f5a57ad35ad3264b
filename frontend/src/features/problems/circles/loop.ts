/** Where the lines of a circle run whose stations stand below one another. */

const axis = 34;
const radius = 5;
const gap = 4;
const lane = 8;
const bend = 12;
const arrow = 5;

export type Step = { readonly line: string; readonly head: string };
export type Loop = {
  readonly width: number;
  readonly height: number;
  readonly axis: number;
  readonly radius: number;
  /** From each station to the next; the last one leads back to the first. */
  readonly steps: readonly Step[];
};

/**
 * Draw a circle of stations.
 *
 * Args:
 *   middles: The heights of the stations' middles in pixels, from above; at least two.
 *
 * Returns:
 *   SVG paths, or null while there is nothing to be joined.
 */
export function loop(middles: readonly number[]): Loop | null {
  const first = middles[0];
  const last = middles.at(-1);
  if (first === undefined || last === undefined || middles.length < 2) return null;
  const down = middles.slice(1).map((below, index) => {
    const start = (middles[index] ?? 0) + radius + gap;
    const end = below - radius - gap;
    return {
      line: `M${axis} ${start}V${end - arrow}`,
      head: `M${axis} ${end}l${-arrow} ${-arrow * 1.6}h${2 * arrow}Z`,
    };
  });
  const left = axis - radius - gap;
  const back = {
    line: `M${left} ${last}H${lane + bend}Q${lane} ${last} ${lane} ${last - bend}V${first + bend}Q${lane} ${first} ${lane + bend} ${first}H${left - arrow}`,
    head: `M${left} ${first}l${-arrow * 1.6} ${-arrow}v${2 * arrow}Z`,
  };
  return { width: axis + radius + gap, height: last + radius + gap, axis, radius, steps: [...down, back] };
}
