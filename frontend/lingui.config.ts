import { globSync } from "node:fs";
import { dirname } from "node:path";
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const notTexts = ["**/__generated__/**", "**/*.test.*"];
/** Folders whose texts come with their code; `lib/texts.ts` says how. The catalogue of all others comes first. */
const later = globSync("src/features/**/texts.ts").map((file) => dirname(file));

// biome-ignore lint/style/noDefaultExport: the command line asks for one.
export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "nb", "de"],
  catalogs: [
    {
      path: "src/locales/{locale}",
      include: ["src"],
      exclude: [...notTexts, ...later.map((folder) => `${folder}/**`)],
    },
    ...later.map((folder) => ({
      path: `${folder}/locales/{locale}`,
      include: [folder],
      exclude: [
        ...notTexts,
        ...later.filter((inner) => inner.startsWith(`${folder}/`)).map((inner) => `${inner}/**`),
      ],
    })),
  ],
  orderBy: "messageId",
  // Line numbers would change every catalogue with every edit.
  format: formatter({ lineNumbers: false }),
});
