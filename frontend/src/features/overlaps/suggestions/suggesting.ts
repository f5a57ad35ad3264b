/** What is suggested while somebody writes, of all that was found: pure rules, and no words. */

type Found = {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly strength: string;
};

export const mostShown = 3;

/** A suggestion as it is hidden: once something is decided on it, or it is read anew, it is another one. */
export function nameOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}.${version}`;
}

/**
 * What is worth a line beside somebody's own words. What is merely possible would be noise there, and an interface is known
 * to those who declared it; both have their place in the alignment.
 */
export function suggested<Of extends Found>(found: readonly Of[], hidden: readonly string[]): readonly Of[] {
  return found.filter(
    (each) => each.kind !== "INTERFACE" && each.strength !== "POSSIBLE" && !hidden.includes(nameOf(each)),
  );
}

/** Whether a text says enough to be compared: two words at least. */
export function isWorthAsking(text: string): boolean {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}{2,}/u.test(word));
  return words.length >= 2 && text.trim().length >= 12;
}

export type Says = "sameMetric" | "oppositeMetric" | "sameText" | "similarText";

/** What a rule says about the other unit. */
export function saysOf(rule: string): Says {
  if (rule === "SAME_METRIC") return "sameMetric";
  if (rule === "OPPOSITE_METRIC") return "oppositeMetric";
  return rule === "SAME_TEXT" ? "sameText" : "similarText";
}
