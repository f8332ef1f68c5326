// Durations and sizes as people write them in the file, "1h30m" and "10G", by the same rules as the server's.

const STEP = /(\d{1,20}(?:\.\d{1,9})?)\s*([wdhmsWDHS])\s*/g;
const SECONDS = /^\d{1,20}(?:\.\d{1,9})?$/;
const SIZE = /^(\d{1,27}(?:\.\d{1,9})?)\s*([KMGTP]?)(i?B)?$/i;

const SECONDS_IN: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const LONG_NAMES: [string, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const SIZE_UNITS = ["", "K", "M", "G", "T", "P"];
const SIZE_NAMES = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
const LONGEST = 86_400 * 999_999_999;

/** The seconds that a text means, or null when it is no duration. A capital M is nothing: it may have been a month. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim();
  if (SECONDS.test(trimmed)) return within(Number(trimmed));
  const steps = [...trimmed.matchAll(STEP)];
  if (steps.length === 0 || trimmed.replace(STEP, "") !== "") return null;
  return within(steps.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS_IN[unit!.toLowerCase()] ?? 0), 0));
}

function within(seconds: number): number | null {
  return seconds <= LONGEST ? seconds : null;
}

/** The bytes that a text means, or null when it is no size. */
export function readSize(text: string): number | null {
  const found = SIZE.exec(text.trim());
  if (!found) return null;
  return Math.trunc(Number(found[1]) * 1024 ** SIZE_UNITS.indexOf((found[2] ?? "").toUpperCase()));
}

/** A duration in words: "1h30m" is "1 hour 30 minutes". Empty for a bare number: what its unit is, the option says. */
export function durationInWords(text: string): string {
  let left = readDuration(text);
  if (left === null || SECONDS.test(text.trim())) return "";
  const words: string[] = [];
  for (const [name, seconds] of LONG_NAMES) {
    const count = seconds === 1 ? Math.round(left * 1000) / 1000 : Math.floor(left / seconds);
    if (count > 0) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    left -= count * seconds;
  }
  return words.join(" ") || "0 seconds";
}

/** A size in words: "1536M" is "1.5 GiB". */
export function sizeInWords(text: string): string {
  const bytes = readSize(text);
  if (bytes === null) return "";
  const power = bytes > 0 ? Math.min(Math.floor(Math.log2(bytes) / 10), SIZE_NAMES.length - 1) : 0;
  const count = Math.round((bytes / 1024 ** power) * 100) / 100;
  return `${count} ${count === 1 && power === 0 ? "byte" : SIZE_NAMES[power]}`;
}
