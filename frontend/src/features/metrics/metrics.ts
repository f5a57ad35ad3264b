/** Metrics as the editor of a key result knows them. */

export type GoodDirection = "UP" | "DOWN" | "STEADY";

/** A metric that is measured already, or one that is to be made with the key result that uses it first. */
export type ChosenMetric = {
  /** Null for one that does not exist yet. */
  readonly id: string | null;
  readonly name: string;
  /** What its values are counted in: "%", "NOK", "days"; may be empty. */
  readonly measure: string;
  readonly goodDirection: GoodDirection;
};

/** What was found for a text, with what tells it from others of nearly the same name. */
export type FoundMetric = ChosenMetric & {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly latest: { readonly value: number; readonly measuredAt: string } | null;
  /** Who uses it in the cycle already. */
  readonly users: readonly { readonly unitName: string; readonly title: string }[];
};

const words = (text: string) => text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);

/**
 * Which of the options the enter key takes: the first one found if it has all that was typed in its name. One that is
 * only like it is for the person to choose; whoever goes on typing past it means something new.
 */
export function likeliest(found: readonly FoundMetric[], typed: string, mayMake: boolean): number {
  const [first] = found;
  const name = first?.name.toLocaleLowerCase() ?? "";
  return !mayMake || words(typed).every((word) => name.includes(word)) ? 0 : found.length;
}

/** Whether a metric of this very name is among those found: then there is no need to make another. */
export function isAmong(found: readonly FoundMetric[], name: string): boolean {
  return found.some((metric) => words(metric.name).join(" ") === words(name).join(" "));
}
