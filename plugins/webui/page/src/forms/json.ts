// JSON as the API sends it, and when two values are the same.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonTable = { [key: string]: Json };

export function isTable(value: unknown): value is JsonTable {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same, whatever the order of a table's keys. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => same(part, other[index]));
  }
  if (isTable(one) && isTable(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
  }
  return one === other;
}

/** A value in one line, as it would stand in the file. */
export function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.map(shown).join(", ")}]`;
  if (isTable(value)) {
    const parts = Object.entries(value).map(([key, part]) => `${key} = ${shown(part)}`);
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** A value as the text that a person would choose or type. */
export function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A table without one of its keys. */
export function without<T>(table: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}
