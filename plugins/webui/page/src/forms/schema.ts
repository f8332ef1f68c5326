// JSON schemas as qbitrr makes them of its options, and how to follow their references.

import { isTable, type Json, type JsonTable } from "./json";

export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: Json;
  format?: string;
  enum?: Json[];
  const?: Json;
  anyOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  writeOnly?: boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  examples?: Json[];
}

/** What the API sends, as a schema: the server has made it, so its shape is believed. */
export function asSchema(given: JsonTable | undefined): Schema {
  return isTable(given) ? given : {};
}

export interface Resolved {
  schema: Schema;
  /** Whether it may also be null, which in the file is to leave it out, or -1. */
  nullable: boolean;
}

/** A schema without references and without its null arm; what stands beside a reference comes before what it names. */
export function resolved(schema: Schema, root: Schema): Resolved {
  const { $ref, allOf, anyOf, ...rest } = schema;
  if ($ref) {
    const below = resolved(named($ref, root), root);
    return { schema: { ...below.schema, ...rest }, nullable: below.nullable };
  }
  if (allOf?.length === 1) return resolved({ ...allOf[0], ...rest }, root);
  const arms = anyOf?.filter((arm) => arm.type !== "null") ?? [];
  if (!anyOf || arms.length !== 1) return { schema, nullable: Boolean(anyOf && arms.length < anyOf.length) };
  const inner = resolved(arms[0]!, root);
  return { schema: { ...inner.schema, ...rest }, nullable: inner.nullable || arms.length < anyOf.length };
}

function named(reference: string, root: Schema): Schema {
  return root.$defs?.[reference.replace("#/$defs/", "")] ?? {};
}
