import type { Edits } from "../../../lib/edits/engine";
import type { Errand } from "../../../lib/edits/errands";
import { same } from "../../../lib/edits/records";

/** Names of the errands that change a list, and how an order is found in the subject of one that arranges. */
export type ListErrands = {
  readonly drop: string;
  readonly restore: string;
  readonly reorder: string;
  /** The place that an order is about: the set, or the objective. */
  readonly place: string;
};

type Arranged = { readonly order: readonly string[] };

/**
 * Put a list into the order that was asked for; what came meanwhile keeps its place, as the server does it.
 */
export function rearranged(present: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(wanted);
  const following = wanted.filter((id) => present.includes(id));
  let next = 0;
  return present.map((id) => (known.has(id) ? (following[next++] ?? id) : id));
}

/**
 * A list as the person who works on it has it: without what they dropped, in the order that they asked for, though
 * the server may not have heard of either yet.
 */
export function asArranged(
  present: readonly string[],
  errands: readonly Errand[],
  { drop, restore, reorder, place }: ListErrands,
  nameOf: (id: string) => string,
): string[] {
  let ids = [...present];
  const gone = new Set<string>();
  for (const { errand, subject } of errands) {
    if (errand === drop) gone.add(nameOf(subject as string));
    if (errand === restore) gone.delete(nameOf(subject as string));
    if (errand === reorder && Object.values(subject as object).includes(place))
      ids = rearranged(ids, (subject as Arranged).order.map(nameOf));
  }
  return ids.filter((id) => !gone.has(id));
}

/**
 * Which of the records that the server lists were begun here, and not answered yet: a list may arrive before the
 * answer. Each is shown once, as the person has it, until the answer gives it its name.
 */
export function begun(
  edits: Pick<Edits, "record" | "waiting">,
  kind: string,
  parent: string,
  listed: readonly { readonly id: string; readonly title: string }[],
): readonly string[] {
  const underway = edits.waiting(kind, parent).flatMap(({ sent }) => (sent ? [sent.changes.title] : []));
  const isBegun = (title: string) => underway.some((each) => same(each, title));
  return listed.filter(({ id, title }) => !edits.record(id) && isBegun(title)).map(({ id }) => id);
}
