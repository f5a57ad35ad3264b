import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";

/** The nearest folder above a file that has texts of its own. */
function ownerOfTexts(file: string): string | undefined {
  for (let folder = dirname(file); folder.startsWith(`src${sep}`); folder = dirname(folder))
    if (existsSync(join(folder, "texts.ts"))) return folder;
  return undefined;
}

const sources = globSync("src/features/**/*.{ts,tsx}").filter((file) => !file.includes(".test."));
const withWords = sources.filter((file) =>
  /from "@lingui\/(react|core)\/macro"/.test(readFileSync(file, "utf8")),
);

test("every component with words of a folder that has texts of its own brings them with it", () => {
  const silent = withWords.filter((file) => {
    const owner = ownerOfTexts(file);
    if (owner === undefined) return false;
    const imported = [...readFileSync(file, "utf8").matchAll(/^import "(\.[^"]*)";$/gm)].map(
      ([, path = ""]) => normalize(join(dirname(file), path)),
    );
    return !imported.includes(join(owner, "texts"));
  });
  expect(withWords.some((file) => ownerOfTexts(file) !== undefined)).toBe(true);
  expect(silent).toEqual([]);
});

const texts =
  /^(?:msgctxt "(?<context>.*)"\n)?msgid (?<text>".*"(?:\n".*")*)\nmsgstr (?<words>".*"(?:\n".*")*)$/gm;

test.each(["nb", "en", "de"])(
  "a text is the same in every catalogue of %s: they are one once they are loaded",
  (language) => {
    const known = new Map<string, string>();
    const clashes: string[] = [];
    for (const file of globSync(`src/**/locales/${language}.po`))
      for (const { groups } of readFileSync(file, "utf8").matchAll(texts)) {
        const { context = "", text = "", words = "" } = groups ?? {};
        if (text === '""') continue;
        const id = `${context} ${text}`;
        if ((known.get(id) ?? words) !== words) clashes.push(`${file}: ${id}`);
        known.set(id, words);
      }
    expect(known.size).toBeGreaterThan(500);
    expect(clashes).toEqual([]);
  },
);
