// Measures the first load: what the browser fetches, compressed, before the overview shows. Fails above the budget.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET = 300;
const STATIC = fileURLToPath(new URL("../../qbitrr_webui/static", import.meta.url));
const packed = (name) => gzipSync(readFileSync(join(STATIC, name))).length / 1000;

/** The files that a script needs before it runs: its static imports, and theirs. */
function needed(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  if (!name.endsWith(".js")) return seen;
  const source = readFileSync(join(STATIC, name), "utf8");
  for (const [, path] of source.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+from\s*)?["']\.\/([^"']+)["']/g))
    needed(`assets/${path}`, seen);
  return seen;
}

const html = readFileSync(join(STATIC, "index.html"), "utf8");
const entries = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name);
const overview = readdirSync(join(STATIC, "assets")).filter((name) => /^overview-.*\.(js|css)$/.test(name));
const first = new Set(["index.html"]);
for (const name of [...entries, ...overview.map((name) => `assets/${name}`)]) needed(name).forEach((each) => first.add(each));

let sum = 0;
for (const name of first) {
  const size = packed(name);
  sum += size;
  console.log(`${size.toFixed(1).padStart(7)} kB  ${name}`);
}
console.log(`${sum.toFixed(1).padStart(7)} kB  first load, compressed (budget ${BUDGET} kB)`);
if (sum > BUDGET) {
  console.error("The first load is above its budget.");
  process.exit(1);
}
