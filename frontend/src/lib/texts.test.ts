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
