import latinText from "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-normal.woff?url";
import latinStrong from "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-600-normal.woff?url";
import extText from "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-400-normal.woff?url";
import extStrong from "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-ext-600-normal.woff?url";
import type { Weight } from "./pen";
import { sfntOf } from "./woff";

export type Subset = "latin" | "ext";
export type Face = `${Weight}-${Subset}`;
export type FontFile = { readonly face: Face; readonly base64: string };

const files: Record<Face, string> = {
  "text-latin": latinText,
  "strong-latin": latinStrong,
  "text-ext": extText,
  "strong-ext": extStrong,
};

type Ranges = readonly (readonly [number, number])[];

/** What each file of the font covers, by code points; CSS knows it by the same ranges. */
const covered: Record<Subset, Ranges> = {
  latin: [
    [0x20, 0xff],
    [0x131, 0x131],
    [0x152, 0x153],
    [0x2000, 0x206f],
    [0x20ac, 0x20ac],
    [0x2122, 0x2122],
    [0x2191, 0x2191],
    [0x2193, 0x2193],
    [0x2212, 0x2212],
  ],
  ext: [
    [0x100, 0x2ba],
    [0x2bd, 0x2c5],
    [0x1e00, 0x1e9f],
    [0x2c60, 0x2c7f],
  ],
};

const has = (subset: Subset, letter: string) =>
  covered[subset].some(([first, last]) => {
    const point = letter.codePointAt(0) ?? 0;
    return point >= first && point <= last;
  });

/** In the place of a letter that the font doesn't have. */
const unknown = "·";

/** Words in runs of letters that one file of the font has each. */
export function runsOf(words: string): { readonly text: string; readonly subset: Subset }[] {
  const runs: { text: string; subset: Subset }[] = [];
  for (const letter of words.normalize("NFC")) {
    const subset: Subset = !has("latin", letter) && has("ext", letter) ? "ext" : "latin";
    const shown = has(subset, letter) ? letter : unknown;
    const last = runs.at(-1);
    if (last?.subset === subset) last.text += shown;
    else runs.push({ text: shown, subset });
  }
  return runs;
}

async function fetched(address: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The letters could not be fetched: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8_192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  return btoa(text);
}

function facesFor(words: Iterable<string>): Face[] {
  const needed = new Set<Subset>(["latin"]);
  for (const text of words) for (const { subset } of runsOf(text)) needed.add(subset);
  return (Object.keys(files) as Face[]).filter((face) => needed.has(face.split("-")[1] as Subset));
}

/** The font's files as PDF takes them (TrueType); only those that some letter of the words is in. */
export async function trueTypeFiles(words: Iterable<string>, signal: AbortSignal): Promise<FontFile[]> {
  return Promise.all(
    facesFor(words).map(async (face) => ({
      face,
      base64: base64Of(await sfntOf(await fetched(files[face], signal))),
    })),
  );
}

/** CSS that brings the font along within an SVG. */
export async function fontFaces(words: Iterable<string>, signal: AbortSignal): Promise<string> {
  const rules = await Promise.all(
    facesFor(words).map(async (face) => {
      const [weight, subset] = face.split("-");
      const range = covered[subset as Subset]
        .map(([first, last]) => `U+${first.toString(16)}-${last.toString(16)}`)
        .join();
      const data = base64Of(await fetched(files[face], signal));
      return `@font-face{font-family:"Hanken Grotesk";font-weight:${weight === "strong" ? 600 : 400};unicode-range:${range};src:url(data:font/woff;base64,${data}) format("woff")}`;
    }),
  );
  return rules.join("");
}
