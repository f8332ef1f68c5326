// What is wrong with a value, before the server is asked: a sentence, or nothing.

import type { Field } from "./fields";
import { isTable, textOf, type Json } from "./json";
import { readDuration, readSize } from "./measures";

const DURATION = "a duration of 0 or more, such as 30s, 15m, 2h, 7d or 1h30m (units s, m, h, d, w)";
const SIZE = "a size of 0 or more, such as 500M, 10G or 1T (units K, M, G, T, P)";

/** What stands in a file that is still to be filled in: it counts as not there. */
export const UNSET = "CHANGE_ME";

/** What was expected instead, or an empty text. */
export function wrong(field: Field, value: Json | undefined): string {
  if (value === undefined || value === null || value === UNSET) return "";
  if (isOff(field, value)) return "";
  return CHECKS[field.kind](field, value);
}

/** Whether a measure that may be off is: -1, in the file. */
export function isOff(field: Field, value: Json | undefined): boolean {
  const measure = field.kind === "duration" || field.kind === "size";
  return measure && field.optional && (value === null || value === -1 || value === "-1");
}

const CHECKS: Record<Field["kind"], (field: Field, value: Json) => string> = {
  switch: (_, value) => (typeof value === "boolean" ? "" : "true or false"),
  whole: (field, value) => (Number.isSafeInteger(value) ? range(field, value as number) : "a whole number"),
  number: (field, value) => (typeof value === "number" && Number.isFinite(value) ? range(field, value) : "a number"),
  text: text,
  secret: text,
  duration: (_, value) => (isMeasure(value, readDuration) ? "" : DURATION),
  size: (_, value) => (isMeasure(value, readSize) ? "" : SIZE),
  choice: (field, value) =>
    field.choices.includes(value) ? "" : `one of ${field.choices.map(textOf).join(", ")}`,
  list: (field, value) =>
    Array.isArray(value) ? first(value.map((part) => (field.item ? wrong(field.item, part) : ""))) : "a list",
  rows: (field, value) =>
    Array.isArray(value) ? first(value.map((row, index) => inRow(field, row, index))) : "a list of tables",
  mapping: (_, value) => (isTable(value) ? "" : "a table"),
  other: () => "",
};

function isMeasure(value: Json, read: (text: string) => number | null): boolean {
  return (typeof value === "string" || typeof value === "number") && read(String(value)) !== null;
}

function inRow(field: Field, row: Json, index: number): string {
  if (!isTable(row)) return "a list of tables";
  for (const column of field.columns) {
    if (column.required && (row[column.key] === undefined || row[column.key] === "")) {
      return `row ${index + 1}: ${column.key} is missing`;
    }
    const problem = wrong(column, row[column.key]);
    if (problem) return `row ${index + 1}, ${column.key}: ${problem}`;
  }
  return "";
}

function text({ limits }: Field, value: Json): string {
  if (typeof value !== "string") return "text";
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  if (value.length < minLength) return minLength === 1 ? "something: it must not be empty" : `${minLength} characters or more`;
  if (value.length > maxLength) return `at most ${maxLength} characters`;
  if (pattern && !fits(pattern, value)) {
    return pattern.startsWith("^https?://") ? "an address that begins with http:// or https://" : `text like ${pattern}`;
  }
  return "";
}

/** Patterns are the server's: one that JavaScript does not understand is left to it. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function range({ limits }: Field, value: number): string {
  const { minimum = -Infinity, maximum = Infinity, above, below } = limits;
  const inside = value >= minimum && value <= maximum && (above === undefined || value > above) && (below === undefined || value < below);
  return inside ? "" : rangeInWords(limits);
}

/** The limits of a number in words: "0 to 1", "1 or more". */
export function rangeInWords({ minimum, maximum, above, below }: Field["limits"]): string {
  const low = minimum ?? above;
  const high = maximum ?? below;
  const start = above !== undefined && minimum === undefined ? "more than " : "";
  if (low !== undefined && high !== undefined) {
    return start ? `more than ${low}, and at most ${high}` : `${low} to ${high}`;
  }
  if (low !== undefined) return start ? `more than ${low}` : `${low} or more`;
  if (high !== undefined) return below !== undefined && maximum === undefined ? `less than ${high}` : `at most ${high}`;
  return "";
}

function first(problems: string[]): string {
  return problems.find(Boolean) ?? "";
}
