import type { Bow } from "./tieGeometry";
import type { Tie } from "./ties";

/** Of overlaps and of dependencies each: where more lines cross, nobody follows one. */
export const mostLines = 60;

const families = [
  ({ kind }: Tie) => kind !== "dependency",
  ({ kind }: Tie) => kind === "dependency",
] as const;

const isUrgent = ({ kind, isLate }: Tie) => kind === "conflict" || isLate;

/**
 * The order in which ties are drawn where not all can be: conflicts and what is late first, then the first of each
 * objective before its second, so that no single one takes all the room; else as they came, by strength or day.
 */
export function byUrgency(ties: readonly Tie[]): Tie[] {
  const counts = new Map<string, number>();
  const ranked = ties.map((tie) => {
    const from = `${tie.kind} ${tie.from.objectiveId}`;
    const place = counts.get(from) ?? 0;
    counts.set(from, place + 1);
    return { tie, place };
  });
  return ranked
    .toSorted((a, b) => Number(isUrgent(b.tie)) - Number(isUrgent(a.tie)) || a.place - b.place)
    .map(({ tie }) => tie);
}

/** Whether there are more ties than are ever drawn at once. */
export function areTooMany(ties: readonly Tie[]): boolean {
  return families.some((isOfFamily) => ties.filter(isOfFamily).length > mostLines);
}

/**
 * As many bows as one can follow: those that begin or end in sight before those that only cross, each in their order.
 *
 * Looks at no more of them than it needs: this is asked with every frame.
 */
export function mostPressing(
  bows: readonly Bow[],
  maySee: (bow: Bow) => boolean,
  hasEndInSight: (bow: Bow) => boolean,
  most = mostLines,
): Bow[] {
  return families.flatMap((isOfFamily) => {
    const near: Bow[] = [];
    const crossing: Bow[] = [];
    for (const bow of bows) {
      if (near.length === most) break;
      if (!isOfFamily(bow.tie) || !maySee(bow)) continue;
      if (hasEndInSight(bow)) near.push(bow);
      else if (crossing.length < most) crossing.push(bow);
    }
    return [...near, ...crossing.slice(0, most - near.length)];
  });
}
