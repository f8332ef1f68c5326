import { expect, test } from "vitest";
import type { Shape } from "../../api/types";
import { add, EMPTY, removeSection, set } from "../../forms/draft";
import { concerns, entriesOf, groupsOf, homeless, isOfClients, isRule, parentOf, ruleNames, titleOf, wrongHeading } from "./sections";

function section(heading: string, kind: string, schema_name: string): Shape<"ConfigSection"> {
  return { heading, kind, schema_name, title: titleOf(heading), options: [], problems: [], in_file: true, managed: true };
}

const CONFIG: Shape<"Config"> = {
  path: "/config/config.toml",
  fingerprint: "1",
  problems: [],
  can_add: ["qBit", "Radarr", "Sonarr"],
  sections: [
    section("Settings", "settings", "Settings"),
    section("qBit", "client", "qBit"),
    section("Radarr-4K", "app", "radarr"),
    section("Radarr-4K.Plugins.stalled", "rule", "stalled"),
    section("Plugins.stalled", "rule", "stalled"),
    section("WebUI", "webui", "WebUI"),
  ],
};

test("sections come in groups, a section's own rules behind it", () => {
  const found = groupsOf(entriesOf(CONFIG, EMPTY));
  expect(found.map((group) => [group.name, group.entries.map((entry) => entry.heading)])).toEqual([
    ["General", ["Settings"]],
    ["Clients", ["qBit"]],
    ["Apps", ["Radarr-4K", "Radarr-4K.Plugins.stalled"]],
    ["Rules", ["Plugins.stalled"]],
    ["Page", ["WebUI"]],
  ]);
});

test("a new section is shown, and one that goes takes its rules with it", () => {
  const draft = removeSection(add(EMPTY, { heading: "Sonarr", kind: "app", schemaName: "sonarr" }), "Radarr-4K");
  const found = entriesOf(CONFIG, draft);
  expect(found.find((entry) => entry.isNew)?.heading).toBe("Sonarr");
  expect(found.filter((entry) => entry.removed).map((entry) => entry.heading)).toEqual([
    "Radarr-4K",
    "Radarr-4K.Plugins.stalled",
  ]);
});

test("a problem of what has been changed since is not told any more, until the server has looked again", () => {
  const problem = { section: "qBit", key: "Port", value: '"x"', expected: "a whole number", hint: "", fatal: true };
  const config = { ...CONFIG, sections: CONFIG.sections.map((one) => (one.heading === "qBit" ? { ...one, problems: [problem] } : one)) };
  const draft = set(EMPTY, { heading: "qBit", path: ["Port"] }, 80, { value: "x", inFile: true, secret: false });
  const told = (checked?: Shape<"Problem">[]) => entriesOf(config, draft, checked).find((entry) => entry.heading === "qBit")?.problems;
  expect(entriesOf(config, EMPTY)[1]?.problems).toEqual([problem]);
  expect(told()).toEqual([]);
  expect(told([problem])).toEqual([problem]);
});

test.each([
  ["Rows[1].Host", ["Rows"], true],
  ["Safety.MaxRemovals", ["Safety", "MaxRemovals"], true],
  ["Safety.MaxRemovals", ["Safety", "Max"], false],
  ["Host", ["Hosts"], false],
])("a problem of %s concerns %j: %s", (key, path, answer) =>
  expect(concerns({ section: "", key, value: "", expected: "", hint: "", fatal: true }, path)).toBe(answer),
);

test.each([
  ["Radarr-4K.Plugins.stalled", "Radarr-4K", "stalled"],
  ["Plugins.stalled", "", "stalled"],
  ["Radarr-4K", "", "Radarr-4K"],
])("%s lies in %j and is called %s", (heading, parent, title) => {
  expect(parentOf(heading)).toBe(parent);
  expect(titleOf(heading)).toBe(title);
});

test("a problem of a general rule is told there, and not once more for each section", () => {
  const problem = (heading: string) => ({ section: heading, key: "X", value: "", expected: "", hint: "", fatal: true });
  const problems = [problem("Sonarr.Plugins.stalled"), problem("Sonarr.Plugins.slow"), problem("qBit"), problem("Nobody")];
  expect(homeless({ ...CONFIG, problems }).map(({ section }) => section)).toEqual(["Sonarr.Plugins.slow", "Nobody"]);
});

test("rules are told by their schemas, and those that are for clients", () => {
  const schemas = {
    problems: {},
    schemas: {
      Settings: { "x-kind": "settings" },
      radarr: { "x-kind": "app" },
      stalled: { "x-kind": "rule" },
      space: { "x-kind": "rule", "x-of-clients": true },
    },
  };
  expect(ruleNames(schemas)).toEqual(["space", "stalled"]);
  expect([isOfClients(schemas, "space"), isOfClients(schemas, "stalled")]).toEqual([true, false]);
  expect(["Plugins.stalled", "qBit.Plugins.space", "stalled", "Plugins.none"].map((one) => isRule(schemas, one))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ["Radarr-HD", ""],
  ["Radarr-", "a name after the dash"],
  ["Radarr-4K", "not taken"],
  ["Radarr4K", "environment variables"],
  ["Radarr-4.K", "letters, digits"],
])("[%s] as a new section: %s", (heading, sentence) => {
  const told = wrongHeading(heading, ["qBit", "Radarr-4K"]);
  if (sentence === "") expect(told).toBe("");
  else expect(told).toContain(sentence);
});
