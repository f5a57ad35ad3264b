import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

// biome-ignore lint/style/noDefaultExport: the command line asks for one.
export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "nb", "de"],
  catalogs: [
    { path: "src/locales/{locale}", include: ["src"], exclude: ["**/__generated__/**", "**/*.test.*"] },
  ],
  orderBy: "messageId",
  // Line numbers would change every catalogue with every edit.
  format: formatter({ lineNumbers: false }),
});
