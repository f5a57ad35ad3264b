/** What a proposal makes of an OKR set, line by line: today on the left, afterwards on the right. */

import { type WordChange, wordChanges } from "../../../lib/wordChanges";

export type Fate = "SAME" | "CHANGED" | "ADDED" | "REMOVED" | "MOVED_AWAY" | "MOVED_HERE";

export type Line = {
  readonly key: string;
  /** 0 for objectives, 1 for what belongs to the one above it. */
  readonly level: 0 | 1;
  readonly fate: Fate;
  /** "" where it does not stand there. */
  readonly before: string;
  readonly after: string;
};

export type SetLines = { readonly unitName: string; readonly lines: readonly Line[] };

export type Piece = { readonly text: string; readonly isMarked: boolean };

const pieces = (changes: readonly WordChange[], left: WordChange["kind"]): Piece[] =>
  changes
    .filter(({ kind }) => kind === "same" || kind === left)
    .map(({ kind, text }) => ({ text, isMarked: kind !== "same" }));

/** The words of both sides, with those marked that the other side does not have. */
export function sides({ fate, before, after }: Line): { before: readonly Piece[]; after: readonly Piece[] } {
  if (fate !== "CHANGED")
    return {
      before: before === "" ? [] : [{ text: before, isMarked: false }],
      after: after === "" ? [] : [{ text: after, isMarked: false }],
    };
  const changes = wordChanges(before, after);
  return { before: pieces(changes, "removed"), after: pieces(changes, "added") };
}

/** Whether a line stands on the left, and on the right. */
export function stands(fate: Fate): { readonly before: boolean; readonly after: boolean } {
  return {
    before: fate !== "ADDED" && fate !== "MOVED_HERE",
    after: fate !== "REMOVED" && fate !== "MOVED_AWAY",
  };
}

/**
 * Leave out what stays as it is, unless it shows where a change happens: an objective stays with its changed lines.
 *
 * Returns:
 *   The lines to show, and how many objectives were left out.
 */
export function told(lines: readonly Line[]): { readonly lines: readonly Line[]; readonly untold: number } {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (line.level === 0 || !group) groups.push([line]);
    else group.push(line);
  }
  const changed = groups.filter((group) => group.some(({ fate }) => fate !== "SAME"));
  return { lines: changed.flat(), untold: groups.length - changed.length };
}

/** What the plans of several units lack in the same words is told once. */
export function onceEach<Of extends { readonly message: string }>(said: readonly Of[]): readonly Of[] {
  return [...new Map(said.map((each) => [each.message, each])).values()];
}
