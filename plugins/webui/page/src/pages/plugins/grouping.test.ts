import { expect, test } from "vitest";
import type { Shape } from "../../api/types";
import { fits, grouped, toneOf } from "./grouping";

function plugin(name: string, section: string, status: string, more: Partial<Shape<"Plugin">> = {}): Shape<"Plugin"> {
  return {
    plugin: name,
    section,
    name,
    kind: "rule",
    status,
    reason: "",
    distribution: "qbitrr-cleanup",
    version: "0.1.0",
    about: "",
    trust: "",
    can_switch: true,
    enabled: status === "enabled",
    since: "",
    ...more,
  };
}

const PLUGINS = [
  plugin("files", "", "disabled"),
  plugin("stalled", "Radarr-4K", "enabled"),
  plugin("stalled", "Sonarr", "enabled"),
  plugin("errors", "Radarr-4K", "faulty", { reason: "it raised twice", about: "Has a torrent with an error checked again." }),
];

test("what is broken comes first, what is off last, with every place once", () => {
  expect(grouped(PLUGINS).map(({ name, standing, places }) => [name, standing, places.map((place) => place.sections)])).toEqual([
    ["errors", "broken", [["Radarr-4K"]]],
    ["stalled", "on", [["Radarr-4K", "Sonarr"]]],
    ["files", "off", []],
  ]);
});

test("one broken place breaks the whole", () => {
  const found = grouped([plugin("slow", "A", "enabled"), plugin("slow", "B", "config error")]);
  expect(found[0]?.standing).toBe("broken");
});

test("places that are alike are one, whatever heading their reasons begin with", () => {
  const wrong = (section: string) => plugin("slow", section, "config error", { reason: `[${section}.Plugins.slow] Grace: expected a duration` });
  const [found] = grouped([wrong("A"), wrong("B"), plugin("slow", "C", "enabled", { trust: "observe" })]);
  expect(found?.places).toEqual([
    { sections: ["A", "B"], status: "config error", reason: "Grace: expected a duration", trust: "" },
    { sections: ["C"], status: "enabled", reason: "", trust: "observe" },
  ]);
});

test("an unknown status is bad, being unavailable is worth attention", () => {
  expect([toneOf("enabled"), toneOf("unavailable"), toneOf("load error")]).toEqual(["good", "attention", "bad"]);
});

test("a filter finds by name, meaning and place", () => {
  const [errors, stalled] = grouped(PLUGINS);
  expect(errors && fits("checked again", errors)).toBe(true);
  expect(stalled && fits("sonarr stalled", stalled)).toBe(true);
  expect(stalled && fits("lidarr", stalled)).toBe(false);
});
