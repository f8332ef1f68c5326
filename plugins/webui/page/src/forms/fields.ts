// From a JSON schema to the fields of a form: what each is, what it may hold, and in which table it lies.

import { type Json } from "./json";
import { resolved, type Schema } from "./schema";
import { inWords } from "./words";

export type Kind =
  | "switch"
  | "whole"
  | "number"
  | "text"
  | "secret"
  | "duration"
  | "size"
  | "choice"
  | "list"
  | "rows"
  | "mapping"
  | "other";

export interface Field {
  /** Below the section, as in the file. */
  path: string[];
  key: string;
  label: string;
  description: string;
  kind: Kind;
  default: Json | undefined;
  required: boolean;
  /** It may be without a value: a duration or a size is switched off by -1, everything else by leaving it out. */
  optional: boolean;
  choices: Json[];
  limits: Limits;
  /** What a list holds. */
  item?: Field;
  /** What one table of a list of tables holds. */
  columns: Field[];
}

export interface Limits {
  minimum?: number;
  maximum?: number;
  above?: number;
  below?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/** One table of a section: its own keys, without those of the tables in it. */
export interface Group {
  path: string[];
  title: string;
  description: string;
  fields: Field[];
}

/** The tables of a section, each before those in it. One without keys of its own is left out. */
export function groupsOf(root: Schema): Group[] {
  return tablesIn(root, root, []).filter((group) => group.fields.length > 0);
}

/** Every field of a section in order, those of its tables too. */
export function fieldsOf(root: Schema): Field[] {
  return groupsOf(root).flatMap((group) => group.fields);
}

function tablesIn(schema: Schema, root: Schema, path: string[]): Group[] {
  const own: Group = {
    path,
    title: path.length === 0 ? "" : path.map(inWords).join(" › "),
    description: schema.description ?? "",
    fields: [],
  };
  const below: Group[] = [];
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const inner = resolved(property, root);
    if (inner.schema.properties) {
      below.push(...tablesIn({ ...inner.schema, description: property.description ?? "" }, root, [...path, key]));
    } else {
      own.fields.push(fieldOf(property, root, [...path, key], schema.required?.includes(key) ?? false));
    }
  }
  return [own, ...below];
}

export function fieldOf(property: Schema, root: Schema, path: string[], required: boolean): Field {
  const { schema, nullable } = resolved(property, root);
  const kind = kindOf(schema, root);
  const key = path[path.length - 1] ?? "";
  const field: Field = {
    path,
    key,
    label: inWords(key),
    description: property.description ?? schema.description ?? "",
    kind,
    default: property.default ?? schema.default,
    required,
    optional: nullable || property.default === null,
    choices: kind === "choice" ? (schema.enum ?? (schema.const === undefined ? [] : [schema.const])) : [],
    limits: limitsOf(schema),
    columns: [],
  };
  if (kind === "list") field.item = fieldOf(schema.items ?? { type: "string" }, root, [...path, "0"], false);
  if (kind === "rows") field.columns = rowFields(resolved(schema.items ?? {}, root).schema, root);
  return field;
}

function rowFields(row: Schema, root: Schema): Field[] {
  return Object.entries(row.properties ?? {}).map(([key, property]) =>
    fieldOf(property, root, [key], row.required?.includes(key) ?? false),
  );
}

function kindOf(schema: Schema, root: Schema): Kind {
  if (schema.writeOnly || schema.format === "password") return "secret";
  if (schema.format === "duration") return "duration";
  if (schema.format === "size") return "size";
  if (schema.enum || schema.const !== undefined) return "choice";
  if (schema.type === "array") {
    return resolved(schema.items ?? {}, root).schema.properties ? "rows" : "list";
  }
  if (schema.type === "object") return "mapping";
  const plain: Record<string, Kind> = { boolean: "switch", integer: "whole", number: "number", string: "text" };
  return (typeof schema.type === "string" && plain[schema.type]) || "other";
}

function limitsOf(schema: Schema): Limits {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, minLength, maxLength, pattern } = schema;
  const limits = { minimum, maximum, above, below, minLength, maxLength, pattern };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
