import { lingui } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.SAMSVAR_BASE_URL ?? "http://localhost:8600";

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
  ],
  // The server puts a new nonce in the place of this name each time it serves a page.
  html: { cspNonce: "SAMSVAR_NONCE" },
  build: {
    target: "baseline-widely-available",
    manifest: true,
    rolldownOptions: {
      input: { app: "index.html", graphiql: "graphiql.html" },
    },
  },
  server: {
    port: 8602,
    strictPort: true,
    // One origin for the browser, so the session cookie and the checks on it work as when installed.
    proxy: Object.fromEntries(
      ["/graphql", "/graphiql", "/auth", "/health"].map((path) => [path, { target: server, changeOrigin: false }]),
    ),
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test-setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
