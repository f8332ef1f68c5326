// Which lines are sought, as the address bar says it. Pure.
import type { Level, Sought } from "./log";

export const LEVELS: readonly (readonly [Level, string])[] = [
  ["DEBUG", "Everything"],
  ["INFO", "Information and graver"],
  ["WARNING", "Warnings and graver"],
  ["ERROR", "Errors"],
];

export function fromAddress(address: string): Pick<Sought, "level" | "search"> {
  const said = new URLSearchParams(address);
  const level = LEVELS.map(([name]) => name).find((name) => name === said.get("level"));
  return { level: level ?? "DEBUG", search: said.get("search") ?? "" };
}

export function toAddress({ level, search }: Pick<Sought, "level" | "search">): string {
  const said = new URLSearchParams();
  if (level !== "DEBUG") said.set("level", level);
  if (search !== "") said.set("search", search);
  const text = said.toString();
  return text && `?${text}`;
}
