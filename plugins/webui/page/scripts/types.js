// Writes src/api/schema.d.ts from the document that describes the API; with --check it only says whether it is up to date.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const venv = here("../../../../.venv/bin/python");
const python = process.env["PYTHON"] ?? (existsSync(venv) ? venv : "python3");
const printed = execFileSync(python, [here("document.py")], { encoding: "utf8", maxBuffer: 1 << 26 });
const document = JSON.parse(printed);

// What the API gives is always whole; what it takes may leave out what has a default.
for (const shape of Object.values(document.components.schemas)) {
  if (!shape.properties) continue;
  if (shape.additionalProperties !== false) shape.required = Object.keys(shape.properties);
  for (const property of Object.values(shape.properties)) delete property.default;
}

// A failure is thrown as a Refusal, whatever the call: only what succeeds has a type of its own.
for (const path of Object.values(document.paths))
  for (const { responses } of Object.values(path))
    for (const status of Object.keys(responses ?? {})) if (!status.startsWith("2")) delete responses[status];

const target = here("../src/api/schema.d.ts");
const note = "// What the API takes and gives. Written by `npm run types`; do not edit.\n\n";
const written = note + astToString(await openapiTS(document));
if (!process.argv.includes("--check")) writeFileSync(target, written);
else if (readFileSync(target, "utf8") !== written) {
  console.error("src/api/schema.d.ts is not what the API says: run `npm run types`.");
  process.exit(1);
}
