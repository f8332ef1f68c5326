// The sections of the file in groups, as one goes through them: with those that are new and those that will go. Pure.
import type { Shape } from "../../api/types";
import { within, type Draft } from "../../forms/draft";

export type GroupName = "General" | "Clients" | "Apps" | "Rules" | "Page";

export interface Entry {
  heading: string;
  title: string;
  kind: string;
  schemaName: string;
  /** For a rule in one section: that section's heading. */
  parent: string;
  section: Shape<"ConfigSection"> | undefined;
  isNew: boolean;
  removed: boolean;
  /** What the server says is wrong in it, with the changes so far if it has been asked. */
  problems: readonly Shape<"Problem">[];
  changes: number;
}

export interface NavGroup {
  name: GroupName;
  entries: Entry[];
}

const GROUPS: [GroupName, string][] = [
  ["General", "settings"],
  ["Clients", "client"],
  ["Apps", "app"],
  ["Rules", "rule"],
  ["Page", "webui"],
];
const RULE = ".Plugins.";

/** `checked` is what is wrong with the file as it would be; undefined while that is not known. */
export function entriesOf(config: Shape<"Config">, draft: Draft, checked?: readonly Shape<"Problem">[]): Entry[] {
  const known = config.sections.map((section) => ({
    heading: section.heading,
    kind: section.kind,
    schemaName: section.schema_name,
    title: section.title,
    section,
  }));
  const added = draft.added
    .filter(({ heading }) => !known.some((one) => one.heading === heading))
    .map((one) => ({ ...one, title: titleOf(one.heading), section: undefined }));
  return [...known, ...added].map((one) => ({
    ...one,
    parent: parentOf(one.heading),
    isNew: one.section === undefined,
    removed: draft.removed.some((heading) => within(one.heading, heading)),
    problems: checked?.filter((problem) => problem.section === one.heading) ?? standing(one.section, draft),
    changes: Object.values(draft.edits).filter((edit) => edit.heading === one.heading).length,
  }));
}

/** The problems of a section as it is in the file, but for those of what has been changed since. */
function standing(section: Shape<"ConfigSection"> | undefined, draft: Draft): Shape<"Problem">[] {
  const edited = Object.values(draft.edits).filter((edit) => edit.heading === section?.heading);
  return section?.problems.filter((problem) => !edited.some((edit) => concerns(problem, edit.path))) ?? [];
}

/** Whether a problem is of the option at a path, or of something in it: of Rows, if it says Rows[0].Host. */
export function concerns(problem: Shape<"Problem">, path: readonly string[]): boolean {
  const key = path.join(".");
  return problem.key === key || problem.key.startsWith(`${key}[`) || problem.key.startsWith(`${key}.`);
}

/** Every section with the rules that are its own behind it. */
export function groupsOf(entries: Entry[]): NavGroup[] {
  return GROUPS.map(([name, kind]) => ({
    name,
    entries: entries
      .filter((entry) => entry.kind === kind && entry.parent === "")
      .flatMap((entry) => [entry, ...entries.filter((other) => other.parent === entry.heading)]),
  })).filter((group) => group.entries.length > 0);
}

/** The section that a rule's table lies in; empty for a rule that holds everywhere, and for what is no rule. */
export function parentOf(heading: string): string {
  const at = heading.lastIndexOf(RULE);
  return at > 0 ? heading.slice(0, at) : "";
}

/** What a table is called below its section. */
export function titleOf(heading: string): string {
  return /(?:^|\.)Plugins\.(.+)$/.exec(heading)?.[1] ?? heading;
}

/** The rules that there are, by their names. */
export function ruleNames(schemas: Shape<"Schemas">): string[] {
  return Object.entries(schemas.schemas)
    .filter(([, schema]) => schema["x-kind"] === "rule")
    .map(([name]) => name)
    .sort();
}

/** Whether a heading is of a rule that there is, for every section or for one. */
export function isRule(schemas: Shape<"Schemas">, heading: string): boolean {
  return /(^|\.)Plugins\../.test(heading) && ruleNames(schemas).includes(titleOf(heading));
}

/** Whether a rule looks at a client as a whole: it has no place in an app's section. */
export function isOfClients(schemas: Shape<"Schemas">, rule: string): boolean {
  return schemas.schemas[rule]?.["x-of-clients"] === true;
}

/** Problems of a rule in a section that has no table for it are those of its table for every section, and told there. */
export function homeless(config: Shape<"Config">): Shape<"Problem">[] {
  const has = (heading: string) => config.sections.some((section) => section.heading === heading);
  return config.problems.filter(({ section }) => !has(section) && !(parentOf(section) && has(`Plugins.${titleOf(section)}`)));
}

const NAME = /^[A-Za-z0-9_ -]+$/;
const flat = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9]/g, "");

/** What is wrong with the name of a new section, or an empty text. */
export function wrongHeading(heading: string, taken: readonly string[]): string {
  if (heading.endsWith("-")) return "a name after the dash, or none at all";
  if (!NAME.test(heading)) return "letters, digits, spaces, dashes and underscores";
  const twin = taken.find((one) => flat(one) === flat(heading));
  if (twin === heading) return `a name that is not taken: there is [${twin}] already`;
  return twin ? `a name that differs in letters or digits from [${twin}]: they would share their environment variables` : "";
}
