/** What became of a text, word by word. */

export type WordChange = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** Beyond this many comparisons two texts have little in common, and are shown one after the other. */
const mostComparisons = 1_000_000;

/** Words with the space after them, so that joining them gives the text again. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

function push(changes: WordChange[], kind: WordChange["kind"], text: string): void {
  const last = changes.at(-1);
  if (last?.kind === kind) changes[changes.length - 1] = { kind, text: last.text + text };
  else changes.push({ kind, text });
}

/**
 * Tell which words went and which came, keeping the longest run of words that both texts share in order.
 *
 * Returns:
 *   Pieces in reading order; without the added ones they give `before`, without the removed ones `after`, up to the
 *   spaces after words that both share.
 */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  const changes: WordChange[] = [];
  if (old.length * now.length > mostComparisons) {
    push(changes, "removed", before);
    push(changes, "added", after);
    return changes;
  }
  const isSame = (a: string | undefined, b: string | undefined) => a?.trimEnd() === b?.trimEnd();
  // lengths[i][j]: how many words the rests from i and j share.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const shared = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = now.length - 1; row && j >= 0; j -= 1) {
      row[j] = isSame(old[i], now[j])
        ? shared(i + 1, j + 1) + 1
        : Math.max(shared(i + 1, j), shared(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const gone = old[i];
    const come = now[j];
    if (gone !== undefined && come !== undefined && isSame(gone, come)) {
      push(changes, "same", come);
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || shared(i + 1, j) >= shared(i, j + 1))) {
      push(changes, "removed", gone);
      i += 1;
    } else if (come !== undefined) {
      push(changes, "added", come);
      j += 1;
    }
  }
  return changes;
}
