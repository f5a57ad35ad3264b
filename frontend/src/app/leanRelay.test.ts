import { expect, test } from "vitest";
import { leftOut } from "../../scripts/leanRelay.ts";

const artifacts = Object.values(
  import.meta.glob<string>("../__generated__/*.graphql.ts", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);
const sources = Object.values(
  import.meta.glob<string>(["../**/*.{ts,tsx}", "!../__generated__/**", "!../**/*.test.*"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

test("no document asks for what is left out of Relay", () => {
  expect(artifacts.length).toBeGreaterThan(100);
  const text = artifacts.join("\n");
  const handles = text.matchAll(/"handle": "(\w+)"/g);
  expect(new Set([...handles].map(([, handle]) => handle))).toEqual(new Set(["connection"]));
  expect(text).not.toMatch(/"kind": "(Relay(Live)?Resolver|ClientEdge\w*)"|"updatable": true/);
});

test("nothing of ours calls what is left out of Relay", () => {
  expect(sources.length).toBeGreaterThan(100);
  const text = sources.join("\n");
  for (const name of leftOut) expect(text).not.toContain(name);
  expect(text).not.toMatch(/\b(isErrorResult|isValueResult|QueryResponseCache|configs)\b/);
});
