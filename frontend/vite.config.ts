import { readFileSync } from "node:fs";
import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { leanRelay } from "./scripts/leanRelay.ts";
import { tokenSheet } from "./src/ui/tokenSheet.ts";

const server = process.env.SAMSVAR_BASE_URL ?? "http://localhost:8600";

/** A module that exists in the build only. */
function virtualModule(name: string, text: () => string): Plugin {
  const id = `\0${name}`;
  return {
    name: `samsvar:${name}`,
    enforce: "pre",
    resolveId: (source) => (source === name ? id : null),
    load: (wanted) => (wanted === id ? text() : null),
  };
}

const hookModule = (hook: string) =>
  `export { default as ${hook} } from "react-relay/lib/relay-hooks/${hook}";`;

/**
 * The app's own operations travel with the build that asks them: the server trusts what lies in the folder that it
 * hands out, so that the two are never of different code. Names with a dot first are not handed out.
 */
function trustedDocuments(): Plugin {
  return {
    name: "samsvar:trusted-documents",
    apply: "build",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: ".vite/persisted-queries.json",
        source: readFileSync(new URL("src/__generated__/persisted-queries.json", import.meta.url), "utf8"),
      });
    },
  };
}

/**
 * React Relay comes in one piece, with hooks that nobody here uses. Its `hooks` are cut down to those that every
 * place needs, and the package itself to the one that only the pyramid does: eight kilobytes less on the first route.
 */
const relayHooks = [
  ...[
    "RelayEnvironmentProvider",
    "useFragment",
    "useLazyLoadQuery",
    "useMutation",
    "useRelayEnvironment",
  ].map(hookModule),
  'export { commitMutation, fetchQuery, graphql } from "relay-runtime";',
].join("\n");
const relayPaging = hookModule("usePaginationFragment");

/** What jsPDF would fetch to draw pages of HTML, which nobody here does. */
const undrawn = ["html2canvas", "dompurify", "canvg"];

/** React Relay carries a second reading of fragments, for a flag that nobody here sets. */
const oneReading: Plugin = {
  name: "samsvar:one-reading",
  enforce: "pre",
  resolveId(source, importer) {
    if (source !== "./useFragmentInternal_EXPERIMENTAL") return null;
    return this.resolve("./useFragmentInternal_CURRENT", importer);
  },
};

// biome-ignore lint/style/noDefaultExport: Vite asks for one.
export default defineConfig({
  plugins: [
    react(),
    babel({
      plugins: [
        ["babel-plugin-relay", { eagerEsModules: true, artifactDirectory: "./src/__generated__" }],
        "@lingui/babel-plugin-lingui-macro",
      ],
    }),
    lingui(),
    virtualModule("virtual:tokens.css", tokenSheet),
    virtualModule("react-relay/hooks", () => relayHooks),
    virtualModule("react-relay", () => relayPaging),
    oneReading,
    leanRelay,
    ...undrawn.map((name) => virtualModule(name, () => "export {};")),
    trustedDocuments(),
  ],
  // The server puts a new nonce in the place of this name each time it serves a page.
  html: { cspNonce: "SAMSVAR_NONCE" },
  build: {
    target: "baseline-widely-available",
    manifest: true,
    // The few of that baseline that don't preload modules fetch them a moment later.
    modulePreload: { polyfill: false },
    // The policy of our pages loads fonts from files alone.
    assetsInlineLimit: (path) => (path.endsWith(".woff2") ? false : undefined),
    rolldownOptions: {
      input: { app: "index.html", graphiql: "graphiql.html" },
      output: {
        codeSplitting: {
          groups: [
            // What every place needs, in one piece: it compresses better, and stays in the browser's cache longer.
            {
              name: "ground",
              test: /node_modules\/(react|react-dom|scheduler|react-relay(?!.*(Pagination|LoadMore|Refetchable|QueryLoader|loadQuery))|relay-runtime|@tanstack\/(react-)?(router|store|history)[^/]*|@lingui|fbjs|@babel|use-sync-external-store|invariant)\//,
            },
            // What nearly every place needs of ours. Whatever else is shared comes with the places that share it.
            {
              name: "parts",
              test: /src\/(app\/(LanguageMenu|languages|network)|features\/(units\/(UnitSwitch|Breadcrumbs)|cycles\/CycleSwitch|contributions\/(ends|EndLink)|people\/keepLanguage)|ui\/(Button|Chip|Disclosure|Empty|LinkedColumns|Mark|Menu|Messages|Page|Popup|ProgressBar|Section|Skeleton|Sparkline|StateMark|classes|global|messages|modes|tokens)|lib\/(days|failures|freshness|here|keys|locale|measures|numbers|order|session|store|texts))\./,
            },
          ],
        },
      },
    },
  },
  // GraphiQL comes from the server, as built; its workers can't be bundled ahead of time.
  optimizeDeps: { entries: ["index.html"] },
  server: {
    port: 8602,
    strictPort: true,
    // One origin for the browser, so the session cookie and the checks on it work as when installed.
    proxy: Object.fromEntries(
      ["/graphql", "/graphiql", "/auth", "/exports", "/health"].map((path) => [
        path,
        { target: server, changeOrigin: false },
      ]),
    ),
  },
  test: {
    css: { modules: { classNameStrategy: "non-scoped" } },
    projects: [
      { extends: true, test: { name: "rules", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["./src/test-setup.ts"],
        },
      },
    ],
  },
});
