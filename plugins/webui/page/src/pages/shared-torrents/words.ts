// What states, stages and verdicts are called, and how grave they are. Pure.
import type { Shape, Tone } from "../../api/types";

type Health = Shape<"Download">["health"];

/** “missing_files” as “Missing files”. */
export function words(text: string): string {
  const said = text.replaceAll("_", " ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export const HEALTH: Record<Health, { word: string; tone: Tone }> = {
  healthy: { word: "Healthy", tone: "good" },
  degraded: { word: "Degraded", tone: "attention" },
  failed: { word: "Failed", tone: "bad" },
  unknown: { word: "Unknown", tone: "neutral" },
};

/** What a person should know of a torrent first: what holds or threatens it, before what its rules think. */
export function standing(one: Shape<"Download">): { word: string; tone: Tone; reason: string } {
  if (one.quarantined) return { word: "In quarantine", tone: "attention", reason: one.next_why };
  if (one.rejected) return { word: "Rejected", tone: "attention", reason: one.reason };
  const { word, tone } = HEALTH[one.health];
  const grave = one.tone === "bad" || one.tone === "attention" ? one.tone : tone;
  return { word, tone: grave, reason: one.reason };
}

/** The medium that it is; empty where its owner knows no other name for it. */
export function mediumOf(one: Pick<Shape<"Download">, "title" | "name">): string {
  return one.title === one.name ? "" : one.title;
}

/** How often of how often, as one word: “1 torrent”, “3 torrents”. */
export function number(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
