// What a browser fetches before "Our contribution" is on the screen: JavaScript and CSS, gzipped. Fails above the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 200_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const firstRoute = ["index.html", "src/features/contributions/ContributionPage.tsx", "src/locales/nb.po"];

const files = new Set();
const seen = new Set();
function gather(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}.`);
  if (seen.has(key)) return;
  seen.add(key);
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const other of chunk.imports ?? []) gather(other);
}
for (const key of firstRoute) gather(key);

let total = 0;
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  together, of ${budget}`);
process.exit(total <= budget ? 0 : 1);
