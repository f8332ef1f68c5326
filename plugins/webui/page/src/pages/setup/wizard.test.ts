import { expect, test } from "vitest";
import type { Shape } from "../../api/types";
import { begun, changesOf, nextHeading, problemsOf, stepOf } from "./wizard";

function option(path: string, value: Shape<"Option">["value"], source = "file", more: Partial<Shape<"Option">> = {}): Shape<"Option"> {
  return { path: [path], value, default: null, source, secret: false, is_set: true, locked: false, ...more };
}

function section(heading: string, kind: string, options: Shape<"Option">[]): Shape<"ConfigSection"> {
  return { heading, kind, schema_name: kind, title: heading, options, problems: [], in_file: true, managed: true };
}

/** As the first start writes it: everything is still to be filled in, and every rule is off. */
const FIRST: Shape<"Config"> = {
  path: "",
  fingerprint: "1",
  problems: [],
  can_add: ["qBit", "Radarr", "Sonarr"],
  sections: [
    section("Settings", "settings", [option("DryRun", false, "default"), option("QuarantineFor", "7d", "default")]),
    section("qBit", "client", [
      option("Host", "CHANGE_ME"),
      option("Port", 8080, "default"),
      option("UserName", "CHANGE_ME"),
      option("Password", null, "file", { secret: true, is_set: false }),
    ]),
    section("Radarr", "app", [option("URI", "CHANGE_ME"), option("APIKey", null, "file", { secret: true, is_set: false })]),
    section("Plugins.stalled", "rule", [option("Enabled", false)]),
  ],
};
const RULES = ["stalled", "slow"];

const ANSWERED = {
  ...begun(FIRST, RULES),
  clients: [{ heading: "qBit", host: "qbittorrent", port: "8080", user: "admin", skipTls: false }],
  apps: [{ kind: "Radarr", heading: "Radarr", uri: "http://radarr:7878", category: "" }],
};
const SECRETS = { qBit: "password", Radarr: "key" };

test("the first start's file has answered nothing", () => {
  const wizard = begun(FIRST, RULES);
  expect(wizard.clients).toEqual([{ heading: "qBit", host: "", port: "8080", user: "", skipTls: false }]);
  expect(wizard.apps).toEqual([]);
  expect(wizard.rules).toEqual({ stalled: { on: false, trust: "observe" }, slow: { on: false, trust: "observe" } });
  expect(wizard.dryRun).toBe(true);
});

test("answers become changes, secrets too, and what holds by default stays out", () => {
  expect(changesOf(ANSWERED, SECRETS, FIRST)).toEqual([
    { heading: "qBit", path: ["Host"], value: "qbittorrent" },
    { heading: "qBit", path: ["UserName"], value: "admin" },
    { heading: "qBit", path: ["Password"], value: "password" },
    { heading: "Radarr", path: ["URI"], value: "http://radarr:7878" },
    { heading: "Radarr", path: ["APIKey"], value: "key" },
    { heading: "Settings", path: ["DryRun"], value: true },
  ]);
});

test("a rule is switched on as far as it is trusted, and off only where it was on", () => {
  const rules = { stalled: { on: true, trust: "observe" as const }, slow: { on: false, trust: "observe" as const } };
  const changes = changesOf({ ...ANSWERED, rules }, SECRETS, FIRST).filter(({ heading }) => heading.startsWith("Plugins"));
  expect(changes).toEqual([
    { heading: "Plugins.stalled", path: ["Enabled"], value: true },
    { heading: "Plugins.stalled", path: ["Trust"], value: "observe" },
  ]);
});

test("a rule that is on already, as far as it is trusted, is left as it is", () => {
  const options = [option("Enabled", true, "default"), option("Trust", "quarantine", "default")];
  const config = { ...FIRST, sections: [...FIRST.sections.slice(0, 3), section("Plugins.stalled", "rule", options)] };
  const wizard = begun(config, RULES);
  expect(wizard.rules.stalled).toEqual({ on: true, trust: "quarantine" });
  expect(changesOf(wizard, {}, config).filter(({ heading }) => heading.startsWith("Plugins"))).toEqual([]);
});

test("folders are written only when they have other names", () => {
  const mappings = [{ client: "/downloads", here: "/mnt/disk", instance: "" }];
  const written = (otherNames: boolean) =>
    changesOf({ ...ANSWERED, otherNames, mappings }, SECRETS, FIRST).find(({ path }) => path[0] === "PathMappings")?.value;
  expect(written(true)).toEqual([{ Client: "/downloads", Here: "/mnt/disk" }]);
  expect(written(false)).toBeUndefined();
});

test("what the environment sets is neither asked nor written", () => {
  const locked = option("Host", "seedbox", "QBITRR_QBIT_HOST", { locked: true });
  const config = { ...FIRST, sections: [section("qBit", "client", [locked])] };
  const wizard = { ...begun(config, []), apps: [] };
  expect(wizard.clients[0]?.host).toBe("seedbox");
  expect(changesOf(wizard, {}, config).some(({ path }) => path[0] === "Host")).toBe(false);
});

test("what is missing is told at its field", () => {
  const wizard = begun(FIRST, RULES);
  const apps = [{ kind: "Radarr", heading: "Radarr", uri: "radarr:7878", category: "" }];
  expect(Object.keys(problemsOf({ ...wizard, apps, quarantineFor: "soon" }, {}, FIRST))).toEqual([
    "qBit Host",
    "Radarr URI",
    "Radarr APIKey",
    "Settings QuarantineFor",
  ]);
  expect(problemsOf(ANSWERED, SECRETS, FIRST)).toEqual({});
});

test("a problem leads to its step", () => {
  expect([stepOf(ANSWERED, "qBit"), stepOf(ANSWERED, "Radarr"), stepOf(ANSWERED, "Plugins.stalled")]).toEqual([0, 1, 2]);
  expect(stepOf(ANSWERED, "Settings", "PathMappings[0].Here")).toBe(3);
});

test("one more of a kind has a name of its own", () => {
  expect(nextHeading("Radarr", [])).toBe("Radarr");
  expect(nextHeading("Radarr", ["Radarr", "Radarr-2"])).toBe("Radarr-3");
});
