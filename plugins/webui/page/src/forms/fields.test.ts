import { expect, test } from "vitest";

import { fieldsOf, groupsOf, type Field } from "./fields";
import type { Schema } from "./schema";

const SCHEMA: Schema = {
  $defs: {
    Mode: { enum: ["and", "or"], type: "string" },
    Row: {
      type: "object",
      properties: {
        Client: { type: "string", minLength: 1, description: "The folder as qBittorrent calls it." },
        Private: { anyOf: [{ type: "boolean" }, { type: "null" }], default: null },
      },
      required: ["Client"],
    },
    Safety: {
      type: "object",
      description: "[Settings.Safety]",
      properties: {
        MaxShare: { type: "number", minimum: 0, maximum: 1, default: 0.2 },
        Window: { type: ["string", "number"], format: "duration", default: "1h" },
      },
    },
  },
  type: "object",
  properties: {
    Host: { type: "string", default: "localhost", description: "Where it is." },
    Port: { type: "integer", minimum: 1, maximum: 65535, default: 8080 },
    Password: { type: "string", format: "password", writeOnly: true, default: "" },
    Safety: { $ref: "#/$defs/Safety", description: "Limits that stop all removals." },
    MinSpeed: { anyOf: [{ type: ["string", "integer"], format: "size" }, { type: "null" }], default: null },
    Mode: { $ref: "#/$defs/Mode", default: "and" },
    When: { anyOf: [{ $ref: "#/$defs/Mode" }, { type: "null" }], default: null },
    Tags: { type: "array", items: { type: "string" }, default: [] },
    Modes: { type: "array", items: { $ref: "#/$defs/Mode" }, default: [] },
    Rows: { type: "array", items: { $ref: "#/$defs/Row" }, default: [] },
    Profiles: { type: "object", additionalProperties: { type: "string" }, default: {} },
    On: { type: "boolean", default: true },
  },
  required: ["Host"],
};

function field(key: string): Field {
  const found = fieldsOf(SCHEMA).find((one) => one.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
}

test.each([
  ["Host", "text"],
  ["Port", "whole"],
  ["Password", "secret"],
  ["MaxShare", "number"],
  ["Window", "duration"],
  ["MinSpeed", "size"],
  ["Mode", "choice"],
  ["When", "choice"],
  ["Tags", "list"],
  ["Modes", "list"],
  ["Rows", "rows"],
  ["Profiles", "mapping"],
  ["On", "switch"],
])("%s is a %s", (key, kind) => expect(field(key).kind).toBe(kind));

test("tables of a section follow its own keys", () => {
  expect(groupsOf(SCHEMA).map((group) => [group.title, group.description])).toEqual([
    ["", ""],
    ["Safety", "Limits that stop all removals."],
  ]);
  expect(field("Window").path).toEqual(["Safety", "Window"]);
});

test("limits, defaults and what must be there are known", () => {
  expect(field("Port").limits).toEqual({ minimum: 1, maximum: 65535 });
  expect(field("Port").default).toBe(8080);
  expect(field("Host").required).toBe(true);
  expect(field("Host").description).toBe("Where it is.");
});

test("what may be null is optional, and keeps its choices", () => {
  expect(field("MinSpeed").optional).toBe(true);
  expect(field("When").optional).toBe(true);
  expect(field("When").choices).toEqual(["and", "or"]);
  expect(field("Mode").optional).toBe(false);
});

test("rows have columns, lists have items", () => {
  expect(field("Rows").columns.map((column) => [column.key, column.kind, column.required])).toEqual([
    ["Client", "text", true],
    ["Private", "switch", false],
  ]);
  expect(field("Modes").item?.choices).toEqual(["and", "or"]);
});
