// Writes src/api/schema.d.ts from the document that describes the API.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
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

const note = "// What the API takes and gives. Written by `npm run types`; do not edit.\n\n";
writeFileSync(here("../src/api/schema.d.ts"), note + astToString(await openapiTS(document)));
