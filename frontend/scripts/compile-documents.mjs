// Compiles the GraphQL documents of the app, and keeps the list of persisted documents to what its screens ask:
// relay-compiler adds to the list and never takes away, and skips what it finds compiled already.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const artifacts = new URL("../src/__generated__/", import.meta.url);
const list = new URL("persisted-queries.json", artifacts);

function compile() {
  mkdirSync(artifacts, { recursive: true });
  if (Object.keys(persisted()).length === 0) writeFileSync(list, "{}");
  const compiler = spawnSync("relay-compiler", process.argv.slice(2), { stdio: "inherit" });
  if (compiler.status !== 0) process.exit(compiler.status ?? 1);
}

/** Ids of the documents that the artifacts ask by. */
function usedIds() {
  return readdirSync(artifacts)
    .filter((name) => name.endsWith(".graphql.ts"))
    .flatMap(
      (name) => readFileSync(new URL(name, artifacts), "utf8").match(/"id": "([0-9a-f]{64})"/)?.[1] ?? [],
    )
    .toSorted();
}

function persisted() {
  return JSON.parse(readFileSync(list, { encoding: "utf8", flag: "a+" }) || "{}");
}

compile();
if (usedIds().some((id) => !(id in persisted()))) {
  // The list was lost or came from elsewhere: only compiling all of it anew completes it.
  rmSync(artifacts, { recursive: true });
  compile();
}
const documents = persisted();
writeFileSync(
  list,
  `${JSON.stringify(Object.fromEntries(usedIds().map((id) => [id, documents[id]])), null, 2)}\n`,
);
