// The lines of a log that are here, in the order of time; how they grow at both ends. Pure.
import type { Shape } from "../../api/types";

export type Line = Shape<"LogLine">;
export type Level = NonNullable<Shape<"LogQuery">["level"]>;

export interface Sought {
  name: string;
  level: Level;
  search: string;
}

export interface Log {
  lines: readonly Line[];
  /** Whether there are earlier ones on the server. */
  more: boolean;
}

/** Lines kept here at most: beyond, the earliest go, and are fetched again by who scrolls up to them. */
export const KEPT = 20_000;

export const NOTHING: Log = { lines: [], more: false };

const unknown = (log: Log, lines: readonly Line[]) => {
  const known = new Set(log.lines.map(({ cursor }) => cursor));
  return lines.filter(({ cursor }) => !known.has(cursor));
};

/** Newer lines at the end. A cursor names one line for ever, so what came twice is left out. */
export function grown(log: Log, newer: readonly Line[]): Log {
  const fresh = unknown(log, newer);
  if (fresh.length === 0) return log;
  const lines = [...log.lines, ...fresh];
  return lines.length > KEPT ? { lines: lines.slice(-KEPT), more: true } : { ...log, lines };
}

/** What the server says are the last lines. When none of them is known, what lies between is not here: begin anew. */
export function caughtUp(log: Log, last: Shape<"LogLines">): Log {
  const fresh = unknown(log, last.lines);
  if (fresh.length === last.lines.length) return { lines: last.lines, more: last.more };
  return grown(log, fresh);
}

/** Earlier lines at the beginning. */
export function deepened(log: Log, earlier: Shape<"LogLines">): Log {
  return { lines: [...unknown(log, earlier.lines), ...log.lines], more: earlier.more };
}

/** The day of a line, when it is another than that of the line before. */
export function newDay(lines: readonly Line[], index: number): string {
  const day = lines[index]?.at.slice(0, 10) ?? "";
  return day === lines[index - 1]?.at.slice(0, 10) ? "" : day;
}

/** A text in pieces: those at odd places are what is searched for. */
export function pieces(text: string, search: string): string[] {
  const needle = search.trim();
  if (needle === "") return [text];
  const escaped = needle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.split(new RegExp(`(${escaped})`, "i"));
}
