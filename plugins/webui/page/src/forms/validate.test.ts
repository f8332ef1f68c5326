import { expect, test } from "vitest";

import { fieldOf, type Field } from "./fields";
import type { Json } from "./json";
import type { Schema } from "./schema";
import { rangeInWords, wrong } from "./validate";

function make(schema: Schema, root: Schema = {}): Field {
  return fieldOf(schema, root, ["Key"], false);
}

const WHOLE = make({ type: "integer", minimum: 1, maximum: 65535 });
const SHARE = make({ type: "number", exclusiveMinimum: 0, maximum: 1 });
const DURATION = make({ type: ["string", "number"], format: "duration" });
const CAN_BE_OFF = make({ anyOf: [{ type: ["string", "integer"], format: "size" }, { type: "null" }] });
const ADDRESS = make({ type: "string", pattern: "^https?://[^/\\s]+" });
const LEVEL = make({ enum: ["INFO", "DEBUG"] });
const LIST = make({ type: "array", items: { enum: ["a", "b"] } });
const ROWS = make({
  type: "array",
  items: { properties: { Client: { type: "string", minLength: 1 }, Port: { type: "integer" } }, required: ["Client"] },
});

test.each<[Field, Json]>([
  [WHOLE, 80],
  [SHARE, 1],
  [DURATION, "1h30m"],
  [DURATION, 30],
  [CAN_BE_OFF, "-1"],
  [CAN_BE_OFF, -1],
  [CAN_BE_OFF, "10G"],
  [ADDRESS, "http://radarr:7878/radarr"],
  [LEVEL, "INFO"],
  [LIST, ["a", "b"]],
  [ROWS, [{ Client: "/downloads", Port: 1 }]],
  [WHOLE, "CHANGE_ME"],
  [WHOLE, null],
])("%# is right", (field, value) => expect(wrong(field, value)).toBe(""));

test.each<[Field, Json, string]>([
  [WHOLE, 0, "1 to 65535"],
  [WHOLE, 1.5, "a whole number"],
  [WHOLE, "80", "a whole number"],
  [SHARE, 0, "more than 0"],
  [SHARE, 1.1, "at most 1"],
  [DURATION, "15M", "a duration"],
  [DURATION, "-1", "a duration"],
  [CAN_BE_OFF, "much", "a size"],
  [ADDRESS, "radarr:7878", "http://"],
  [LEVEL, "LOUD", "one of INFO, DEBUG"],
  [LIST, ["a", "c"], "one of a, b"],
  [ROWS, [{ Client: "/d" }, { Port: 1 }], "row 2: Client is missing"],
  [ROWS, [{ Client: "/d", Port: "x" }], "row 1, Port: a whole number"],
])("%# is wrong", (field, value, sentence) => expect(wrong(field, value)).toContain(sentence));

test.each([
  [{ minimum: 0 }, "0 or more"],
  [{ maximum: 50 }, "at most 50"],
  [{ above: 0 }, "more than 0"],
  [{ below: 1 }, "less than 1"],
  [{}, ""],
])("%j is said in words", (limits, words) => expect(rangeInWords(limits)).toBe(words));
