import { describe, expect, it } from "vitest";
import { piecesOf } from "./marks";

/** The text with its marked pieces in brackets. */
const drawn = (text: string, marks: readonly (readonly [number, number])[]) =>
  piecesOf(
    text,
    marks.map(([start, end]) => ({ start, end })),
  )
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join("");

describe("the marked pieces of a title", () => {
  it.each([
    ["nothing is marked where there is no evidence", "Betaling uten omveier", [], "Betaling uten omveier"],
    ["a word in the middle", "Reduce failed charges now", [[7, 21]], "Reduce [failed charges] now"],
    ["the whole title", "Feilede trekk", [[0, 13]], "[Feilede trekk]"],
    [
      "marks in any order",
      "en to tre fire",
      [
        [6, 9],
        [0, 2],
      ],
      "[en] to [tre] fire",
    ],
    [
      "marks that overlap are one",
      "Feilede trekk ned",
      [
        [0, 9],
        [8, 13],
      ],
      "[Feilede trekk] ned",
    ],
    [
      "a mark within another adds nothing",
      "Feilede trekk ned",
      [
        [0, 13],
        [2, 5],
      ],
      "[Feilede trekk] ned",
    ],
    [
      "the space between two marked words is marked too",
      "Feilede trekk ned",
      [
        [0, 7],
        [8, 13],
      ],
      "[Feilede trekk] ned",
    ],
    [
      "words between two marks part them",
      "ny kunde i dag",
      [
        [0, 2],
        [9, 14],
      ],
      "[ny] kunde [i dag]",
    ],
    [
      "marks beyond the end of a shortened title",
      "Kort",
      [
        [2, 40],
        [50, 60],
      ],
      "Ko[rt]",
    ],
    [
      "empty and turned round marks are none",
      "Kort",
      [
        [2, 2],
        [3, 1],
      ],
      "Kort",
    ],
    ["a surrogate pair is not cut by a start", "🚀 raskt", [[1, 2]], "[🚀] raskt"],
    ["a surrogate pair is not cut by an end", "mot 🚀 nå", [[4, 5]], "mot [🚀] nå"],
    ["a letter keeps its accent", "cafe\u0301 au lait", [[0, 4]], "[cafe\u0301] au lait"],
  ] as const)("%s", (_case, text, marks, expected) => {
    expect(drawn(text, marks)).toBe(expected);
  });

  it("gives the title again, whatever is marked", () => {
    const text = "Å få 👩‍👩‍👧 til å bli 🇳🇴";
    for (let start = -1; start <= text.length; start += 1) {
      for (let end = start; end <= text.length + 1; end += 1) {
        expect(
          piecesOf(text, [{ start, end }])
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }
    }
  });
});
