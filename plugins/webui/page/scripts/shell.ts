// Writes the service worker: it keeps the files of the shell, and never an answer of the API.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const KEPT = ["scheme.js", "icon.svg", "manifest.webmanifest"];

export function shell(): Plugin {
  return {
    name: "qbitrr-shell",
    apply: "build",
    generateBundle(_options, bundle) {
      const built = Object.keys(bundle).filter((name) => name.endsWith(".js") || name.endsWith(".css"));
      const names = [...built, ...KEPT].sort();
      const version = createHash("sha256").update(names.join("\n")).digest("hex").slice(0, 12);
      const source = readFileSync(new URL("../src/worker.js", import.meta.url), "utf8")
        .replace('"VERSION"', JSON.stringify(version))
        .replace("[/* FILES */]", JSON.stringify(names));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
