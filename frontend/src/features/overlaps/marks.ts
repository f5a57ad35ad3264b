/** Which part of a text is evidence: from one UTF-16 code unit to before another. */
export type Mark = { readonly start: number; readonly end: number };

export type Piece = { readonly text: string; readonly isMarked: boolean };

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Widen a span until it cuts through no character, however many code units that has. */
function whole(text: string, segments: Intl.Segments, { start, end }: Mark): Mark {
  const last = segments.containing(end - 1);
  return {
    start: segments.containing(start)?.index ?? start,
    end: last ? last.index + last.segment.length : Math.min(end, text.length),
  };
}

/**
 * Split a text into what is marked and what is not.
 *
 * Args:
 *   text: The title as it is now; it may have become shorter since it was compared.
 *   marks: In any order; they may overlap. Two with nothing but space between them are read as one.
 *
 * Returns:
 *   Pieces in reading order that give the text again, marked and unmarked ones by turns.
 */
export function piecesOf(text: string, marks: readonly Mark[]): readonly Piece[] {
  const segments = graphemes.segment(text);
  const spans = marks
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .map((mark) => whole(text, segments, mark))
    .toSorted((a, b) => a.start - b.start);
  const merged: Mark[] = [];
  for (const span of spans) {
    const before = merged.at(-1);
    const isJoined = before && (span.start <= before.end || text.slice(before.end, span.start).trim() === "");
    if (isJoined) merged[merged.length - 1] = { start: before.start, end: Math.max(before.end, span.end) };
    else merged.push(span);
  }
  const pieces: Piece[] = [];
  let place = 0;
  const push = (end: number, isMarked: boolean) => {
    if (end > place) pieces.push({ text: text.slice(place, end), isMarked });
    place = Math.max(place, end);
  };
  for (const { start, end } of merged) {
    push(start, false);
    push(end, true);
  }
  push(text.length, false);
  return pieces;
}
