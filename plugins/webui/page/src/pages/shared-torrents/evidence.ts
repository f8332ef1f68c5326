// What a rule saw, as names and values that people read. Pure.
import { bytes, count, duration, share, speed } from "../../words/amounts";
import { absolute } from "../../words/moments";

export interface Seen {
  name: string;
  value: string;
}

const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const LISTED = 12;

/** Every value in a line of its own; what is inside of something is named after it. */
export function seenIn(evidence: unknown): Seen[] {
  return evidence !== null && typeof evidence === "object" && !Array.isArray(evidence)
    ? Object.entries(evidence).flatMap(([name, value]) => flat(name, value, evidence))
    : [];
}

/** One value as its name says that it is meant: seconds, bytes, a share, a moment. */
export function told(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return number(name, value);
  if (typeof value === "string") return isMoment(value) ? absolute(value) : value;
  if (Array.isArray(value)) return list(name, value);
  return typeof value === "object" ? parts(value) : "—";
}

/** Something inside of a list: what it has, without its names where it has but words. */
function parts(value: object): string {
  const known = Object.entries(value).filter(([, one]) => one !== null && one !== "");
  return known.map(([name, one]) => (typeof one === "string" && !isMoment(one) ? one : `${called(name)} ${told(name, one)}`)).join(", ");
}

export function isMoment(value: unknown): value is string {
  return typeof value === "string" && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
}

/** “idle_seconds” as “idle”: the value says the unit. */
export function called(name: string): string {
  return name.replace(/_(seconds|bytes)$/, "").replaceAll("_", " ");
}

/** What ``beside`` it tells of what a limit is. */
function flat(name: string, value: unknown, beside: object): Seen[] {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    const inside = Object.entries(value).flatMap(([inner, one]) => flat(inner, one, value));
    return inside.length ? inside.map((one) => ({ ...one, name: `${called(name)} › ${one.name}` })) : [];
  }
  return [{ name: called(name), value: told(name === "limit" && "speed" in beside ? "limit_speed" : name, value) }];
}

function number(name: string, value: number): string {
  if (/(^|_)seconds$|^(eta|age|duration|seeding_time)$/.test(name)) return duration(value);
  if (/(^|_)bytes$|^(size|left|free|amount)$/.test(name)) return bytes(value);
  if (/(^|_)speed$/.test(name)) return speed(value);
  if (/^(progress|share|availability_share)$/.test(name) && value >= 0 && value <= 1) return share(value);
  return Number.isInteger(value) ? count(value) : count(Math.round(value * 1000) / 1000);
}

function list(name: string, values: readonly unknown[]): string {
  if (!values.length) return "none";
  const shown = values.slice(0, LISTED).map((one) => told(name, one));
  const more = values.length - shown.length;
  return more ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
