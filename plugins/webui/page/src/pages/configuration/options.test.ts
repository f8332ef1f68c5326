import { expect, test } from "vitest";
import type { Shape } from "../../api/types";
import { EMPTY, reset, set, type Draft } from "../../forms/draft";
import { finds, firstOf } from "./finding";
import { defaultInWords, isChanged, sentence, settingGroups, type Setting } from "./options";
import { entriesOf } from "./sections";

const SCHEMAS: Shape<"Schemas"> = {
  problems: {},
  schemas: {
    radarr: {
      type: "object",
      required: ["URI", "APIKey"],
      properties: {
        URI: { type: "string", description: "The address of the app." },
        APIKey: { type: "string", writeOnly: true, format: "password" },
        Timeout: { type: ["string", "number"], format: "duration", default: "30s" },
        Category: { type: "string", default: "" },
      },
    },
  },
};

function option(key: string, more: Partial<Shape<"Option">>): Shape<"Option"> {
  return { path: [key], value: null, default: null, source: "default", secret: false, is_set: true, locked: false, ...more };
}

const CONFIG: Shape<"Config"> = {
  path: "",
  fingerprint: "1",
  problems: [],
  can_add: [],
  sections: [
    {
      heading: "Radarr",
      kind: "app",
      schema_name: "radarr",
      title: "Radarr",
      in_file: true,
      managed: true,
      options: [
        option("URI", { value: "http://radarr:7878", source: "file" }),
        option("APIKey", { source: "file", secret: true }),
        option("Timeout", { value: "1m", default: "30s", source: "QBITRR_RADARR_TIMEOUT", locked: true }),
        option("Category", { value: "", default: "" }),
        option("Torrent", { value: { A: 1 }, source: "file" }),
      ],
      problems: [{ section: "Radarr", key: "URI", value: '"x"', expected: "an address", hint: "as in the browser", fatal: true }],
    },
  ],
};

function settings(draft: Draft = EMPTY): Record<string, Setting> {
  const all = settingGroups(entriesOf(CONFIG, draft)[0]!, SCHEMAS, draft).flatMap((group) => group.settings);
  return Object.fromEntries(all.map((setting) => [setting.field.key, setting]));
}

test("an option knows where it comes from, and that the environment has locked it", () => {
  const { URI, Timeout, Category } = settings();
  expect(URI?.source).toBe("file");
  expect(Timeout).toMatchObject({ value: "1m", source: "QBITRR_RADARR_TIMEOUT", locked: true });
  expect(Category && isChanged(Category)).toBe(false);
});

test("a secret has no value, and says that it is set", () => {
  expect(settings().APIKey).toMatchObject({ value: undefined, isSet: true, problem: "" });
});

test("the server's problem shows at its field, in its words", () => {
  expect(settings().URI?.problem).toBe('Expected an address, not "x"; as in the browser.');
});

test("what is typed is judged at once", () => {
  const held = { value: "1m", inFile: true, secret: false };
  const draft = set(EMPTY, { heading: "Radarr", path: ["Timeout"] }, "soon", held);
  expect(settings(draft).Timeout?.problem).toContain("a duration");
});

test("what is needed may not be taken away", () => {
  const held = { value: "http://radarr:7878", inFile: true, secret: false };
  expect(settings(reset(EMPTY, { heading: "Radarr", path: ["URI"] }, held)).URI?.problem).toBe("This is needed.");
});

test("the core's own key stands before the plugin's, and unknown keys are told", () => {
  const { Managed, Torrent } = settings();
  expect(Managed?.value).toBe(true);
  expect(Torrent?.unknown).toBe(true);
});

test("a search finds by name, key and meaning", () => {
  const { URI, APIKey } = settings();
  expect(URI && finds("address app", URI)).toBe(true);
  expect(APIKey && finds("api key", APIKey)).toBe(true);
  expect(URI && finds("torrent", URI)).toBe(false);
});

test("only the first so many are shown", () => {
  const all = Object.values(settings());
  const found = firstOf([{ settings: all.slice(0, 3) }, { settings: all.slice(3) }, { settings: all }], 4);
  expect(found.map((group) => group.settings.length)).toEqual([3, 1]);
});

test("a default is told as it would stand in the file", () => {
  const { Timeout, URI, APIKey } = settings();
  expect(Timeout && defaultInWords(Timeout)).toBe('"30s"');
  expect(URI && defaultInWords(URI)).toBe("");
  expect(APIKey && defaultInWords(APIKey)).toBe("");
});

test("a hint alone is a sentence too", () => {
  expect(sentence({ section: "", key: "", value: "", expected: "", hint: "did you mean Port?", fatal: false })).toBe("Did you mean Port?");
});
