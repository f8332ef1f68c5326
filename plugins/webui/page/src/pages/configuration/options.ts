// Every option of a section with all that is known of it: its field, how it holds, and what has been changed. Pure.
import type { Shape } from "../../api/types";
import { editAt, type Draft, type Edit, type Place, type Standing } from "../../forms/draft";
import { groupsOf, type Field } from "../../forms/fields";
import { shown, type Json } from "../../forms/json";
import { asSchema, type Schema } from "../../forms/schema";
import { wrong } from "../../forms/validate";
import { concerns, type Entry } from "./sections";

export interface Setting {
  place: Place;
  field: Field;
  standing: Standing;
  edit: Edit | undefined;
  /** What would hold: what has been typed, else what is in force. */
  value: Json | undefined;
  /** "default", "file", or the environment variable that sets it. */
  source: string;
  locked: boolean;
  isSet: boolean;
  default: Json | undefined;
  /** What is wrong with it: found here, or by the server. */
  problem: string;
  /** It is in the file, though no option is called so. */
  unknown: boolean;
  /** The page on which it is changed instead; empty for most. */
  elsewhere: string;
}

export interface SettingGroup {
  title: string;
  description: string;
  settings: Setting[];
}

/** What is changed where the present password is asked for. */
const ACCOUNT = new Set(["Username", "PasswordHash"]);
/** What qbitrr keeps for itself. */
const OURS = new Set(["ConfigVersion"]);

const RULE_KEYS: Schema = {
  properties: {
    Enabled: { type: "boolean", default: true, description: "Whether the rule holds." },
    Trust: {
      enum: ["observe", "tag", "quarantine", "remove"],
      default: "quarantine",
      description: "How far the rule is trusted.",
    },
  },
};
const APP_KEYS: Schema = {
  properties: {
    Managed: { type: "boolean", default: true, description: "Look after the torrents of this section." },
  },
};

/** The schema of a section, with the core's own keys of its kind before it where it does not name them. */
export function schemaOf(entry: Entry, schemas: Shape<"Schemas">): Schema {
  const own = asSchema(schemas.schemas[entry.schemaName] as Record<string, Json> | undefined);
  const core = entry.kind === "rule" ? RULE_KEYS : entry.kind === "app" ? APP_KEYS : {};
  return { ...own, properties: { ...core.properties, ...own.properties } };
}

export function settingGroups(entry: Entry, schemas: Shape<"Schemas">, draft: Draft): SettingGroup[] {
  const groups = groupsOf(schemaOf(entry, schemas)).map(({ title, description, fields }) => ({
    title,
    description,
    settings: fields.filter(({ key }) => !OURS.has(key)).map((field) => settingOf(entry, field, draft)),
  }));
  const strangers = strangersOf(entry, groups, draft);
  if (strangers.length === 0) return groups;
  const description = "These keys are in the file, and no option is called so.";
  return [...groups, { title: "Not known", description, settings: strangers }];
}

function settingOf(entry: Entry, field: Field, draft: Draft, unknown = false): Setting {
  const place = { heading: entry.heading, path: field.path };
  const option = entry.section?.options.find((one) => samePath(one.path, field.path));
  const fallback = (option?.default as Json | undefined) ?? field.default;
  const standing = standingOf(option, field);
  const edit = editAt(draft, place);
  const value = edit ? (edit.remove ? fallback : edit.value) : (standing.value ?? (standing.secret ? undefined : fallback));
  const told = entry.problems.find((problem) => concerns(problem, field.path));
  const found = field.kind === "secret" && !edit ? "" : wrong(field, value);
  return {
    place,
    field,
    standing,
    edit,
    value,
    source: option?.source ?? "default",
    locked: option?.locked ?? false,
    isSet: option?.is_set ?? false,
    default: fallback,
    problem: found ? `Expected ${found}.` : told ? sentence(told) : missing(field, edit, option, entry),
    unknown,
    elsewhere: entry.kind === "webui" && ACCOUNT.has(field.key) ? "/access" : "",
  };
}

function missing(field: Field, edit: Edit | undefined, option: Shape<"Option"> | undefined, entry: Entry): string {
  const given = edit ? !edit.remove && edit.value !== "" : entry.isNew ? false : option?.is_set !== false;
  return field.required && !given ? "This is needed." : "";
}

export function standingOf(option: Shape<"Option"> | undefined, field?: Field): Standing {
  const secret = option?.secret ?? field?.kind === "secret";
  const inFile = option !== undefined && option.source !== "default" && !option.locked;
  return { value: secret ? undefined : (option?.value as Json | undefined), inFile, secret };
}

function strangersOf(entry: Entry, groups: SettingGroup[], draft: Draft): Setting[] {
  const known = groups.flatMap(({ settings }) => settings.map(({ field }) => field.path));
  const isKnown = (path: readonly string[]) => OURS.has(path.join(".")) || known.some((one) => samePath(one.slice(0, path.length), path.slice(0, one.length)));
  return (entry.section?.options ?? [])
    .filter((option) => option.source !== "default" && !isKnown(option.path))
    .map((option) => settingOf(entry, strangerField(option), draft, true));
}

function strangerField(option: Shape<"Option">): Field {
  const key = option.path.join(".");
  return {
    path: [...option.path],
    key,
    label: key,
    description: "",
    kind: option.secret ? "secret" : "other",
    default: undefined,
    required: false,
    optional: true,
    choices: [],
    limits: {},
    columns: [],
  };
}

/** Whether an option is not as it is by default, or is about to be. */
export function isChanged(setting: Setting): boolean {
  return setting.edit !== undefined || setting.source !== "default";
}

export function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** A problem of the server's as a sentence. */
export function sentence(problem: Shape<"Problem">): string {
  const parts = [
    problem.expected && `Expected ${problem.expected}`,
    problem.expected && problem.value && `, not ${problem.value}`,
    problem.hint && (problem.expected ? `; ${problem.hint}` : problem.hint),
  ];
  const text = parts.filter(Boolean).join("");
  return text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}` : "Something is wrong here.";
}

/** The default as it would stand in the file; empty where there is none to tell. */
export function defaultInWords(setting: Setting): string {
  if (setting.field.kind === "secret" || setting.field.required || setting.default === undefined) return "";
  if (setting.default === null) return setting.field.kind === "duration" || setting.field.kind === "size" ? "off" : "none";
  const text = shown(setting.default);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
