// Compiles the GraphQL documents of the app. The list of persisted documents is written anew each
// time: relay-compiler only ever adds to it, and the server would go on trusting what no screen asks.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const file = new URL("../persisted-queries.json", import.meta.url);
writeFileSync(file, "{}");
const compiler = spawnSync("relay-compiler", process.argv.slice(2), { stdio: "inherit" });
process.exit(compiler.status ?? 1);
