// Lists as text with one element a line. Pure.

import { textOf, type Json } from "./json";

export function linesOf(value: Json | undefined): string {
  return Array.isArray(value) ? value.map(textOf).join("\n") : "";
}

/** Empty lines are nothing; spaces around an element are not part of it. */
export function fromLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A list in another order: the element at one place moved to another; what is out of bounds stays. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (to < 0 || to >= list.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
