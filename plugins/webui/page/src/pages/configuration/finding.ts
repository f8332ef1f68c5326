// Which options a search finds: by name, key and description, in every section. Pure.
import type { Setting } from "./options";

/** Whether every word that was typed is in what an option is called or said to be. */
export function finds(query: string, setting: Setting): boolean {
  const { field, place } = setting;
  const text = [place.heading, field.path.join("."), field.label, field.description].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The first so many options of all groups together, without groups that come to nothing. */
export function firstOf<G extends { settings: Setting[] }>(groups: G[], most: number): G[] {
  return groups
    .map((group, index) => {
      const before = groups.slice(0, index).reduce((sum, { settings }) => sum + settings.length, 0);
      return { ...group, settings: group.settings.slice(0, Math.max(0, most - before)) };
    })
    .filter(({ settings }) => settings.length > 0);
}
