// Compiles the GraphQL documents of the app. The list of persisted documents is written anew each
// time: relay-compiler only ever adds to it, and the server would go on trusting what no screen asks.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const file = new URL("../persisted-queries.json", import.meta.url);
const before = readFileSync(file, { encoding: "utf8", flag: "a+" });
writeFileSync(file, "{}");
mkdirSync(new URL("../src/__generated__", import.meta.url), { recursive: true });
const compiler = spawnSync("relay-compiler", process.argv.slice(2), { stdio: "inherit" });
// What failed must not leave a server with half of the documents.
if (compiler.status !== 0) writeFileSync(file, before);
process.exit(compiler.status ?? 1);
