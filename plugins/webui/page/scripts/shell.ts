// Writes the service worker: it keeps the files of the shell, and never an answer of the API.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rollup } from "vite";

const KEPT = ["scheme.js", "icon.svg", "manifest.webmanifest"];

/** What the page begins with: its entry, and what that imports at once. Pages are fetched when they are opened. */
function first(bundle: Rollup.OutputBundle): Set<string> {
  const found = new Set<string>();
  const take = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    chunk.viteMetadata?.importedCss.forEach((style) => found.add(style));
    chunk.imports.forEach(take);
  };
  Object.values(bundle).forEach((chunk) => chunk.type === "chunk" && chunk.isEntry && take(chunk.fileName));
  return found;
}

export function shell(): Plugin {
  return {
    name: "qbitrr-shell",
    apply: "build",
    generateBundle(_options, bundle) {
      const names = [...first(bundle), ...KEPT].sort();
      const version = createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 12);
      const source = readFileSync(new URL("../src/worker.js", import.meta.url), "utf8")
        .replace('"VERSION"', JSON.stringify(version))
        .replace("[/* FILES */]", JSON.stringify(names));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
