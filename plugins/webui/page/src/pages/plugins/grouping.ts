// Plugins with all the places where they run, the broken ones first. Pure.
import type { Shape, Tone } from "../../api/types";

type Plugin = Shape<"Plugin">;

export type Standing = "broken" | "on" | "off";

export interface Grouped {
  name: string;
  kind: string;
  about: string;
  distribution: string;
  version: string;
  canSwitch: boolean;
  enabled: boolean;
  standing: Standing;
  /** One for each way in which it is somewhere, with the sections that are alike. */
  places: Placed[];
}

export interface Placed {
  sections: string[];
  status: string;
  reason: string;
  trust: string;
}

const TONES: Record<string, Tone> = {
  enabled: "good",
  disabled: "neutral",
  unavailable: "attention",
};
const ORDER: Standing[] = ["broken", "on", "off"];

export function toneOf(status: string): Tone {
  return TONES[status] ?? "bad";
}

/** A switched-off plugin is in no place, and needs no other reason than that. */
export function grouped(plugins: readonly Plugin[]): Grouped[] {
  const names = [...new Set(plugins.map((one) => one.plugin))];
  return names
    .map((name) => groupOf(name, plugins.filter((one) => one.plugin === name)))
    .sort((one, other) => ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing) || one.name.localeCompare(other.name));
}

function groupOf(name: string, all: Plugin[]): Grouped {
  const tell = (read: (plugin: Plugin) => string) => all.map(read).find(Boolean) ?? "";
  const isBroken = ({ status }: Plugin) => toneOf(status) === "bad" || toneOf(status) === "attention";
  const isOn = ({ status }: Plugin) => status === "enabled";
  return {
    name,
    kind: tell((one) => one.kind),
    about: tell((one) => one.about),
    distribution: tell((one) => one.distribution),
    version: tell((one) => one.version),
    canSwitch: all.some((one) => one.can_switch),
    enabled: all.some((one) => one.enabled),
    standing: all.some(isBroken) ? "broken" : all.some(isOn) ? "on" : "off",
    places: placesOf(all.filter((one) => one.section !== "" || isBroken(one))),
  };
}

function placesOf(all: Plugin[]): Placed[] {
  const found = new Map<string, Placed>();
  for (const one of all) {
    const reason = withoutPlace(one);
    const key = JSON.stringify([one.status, reason, one.trust]);
    const known = found.get(key) ?? { sections: [], status: one.status, reason, trust: one.trust };
    found.set(key, { ...known, sections: [...known.sections, one.section].filter(Boolean) });
  }
  return [...found.values()];
}

/** The reason without the heading that it begins with: in which section it is, is said already. */
function withoutPlace({ section, reason }: Plugin): string {
  const end = reason.indexOf("] ");
  return section !== "" && end > 0 && reason.startsWith(`[${section}`) ? reason.slice(end + 2) : reason;
}

/** Whether a plugin is called, is from, or is about what was typed, or runs there. */
export function fits(query: string, { name, about, distribution, places }: Grouped): boolean {
  const text = [name, about, distribution, ...places.flatMap((place) => place.sections)].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
