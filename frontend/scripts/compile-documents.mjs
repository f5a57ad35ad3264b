// Compiles the GraphQL documents of the app. The list of persisted documents is written anew each
// time: relay-compiler only ever adds to it, and the server would go on trusting what no screen asks.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

const file = new URL("../persisted-queries.json", import.meta.url);
writeFileSync(file, "{}");
mkdirSync(new URL("../src/__generated__", import.meta.url), { recursive: true });
const compiler = spawnSync("relay-compiler", process.argv.slice(2), { stdio: "inherit" });
process.exit(compiler.status ?? 1);
