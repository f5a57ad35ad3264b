// What a browser fetches before "Our contribution" is on the screen: JavaScript and CSS, as they travel. Fails above
// the budget. `tests/e2e/test_budgets.py` measures the same in a browser, some hundred bytes apart: it leaves out what
// belongs to the live connection, and sees what a page fetches by itself as it shows, which would be a mistake.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 200_000;
/** The server sends smaller files as they are. */
const worthCompressing = 1_000;
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
  const content = readFileSync(new URL(file, dist));
  const size = content.length > worthCompressing ? gzipSync(content, { level: 9 }).length : content.length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  together, of ${budget}`);
process.exit(total <= budget ? 0 : 1);
