// What the set-up asks, and the changes of the file that the answers come to. Pure; secrets are kept apart.
import type { Shape } from "../../api/types";
import type { Change } from "../../forms/draft";
import { isTable, same, type Json } from "../../forms/json";
import { readDuration } from "../../forms/measures";
import type { Trust } from "../../forms/trust";
import { UNSET } from "../../forms/validate";

export interface ClientAnswers {
  heading: string;
  host: string;
  port: string;
  user: string;
  skipTls: boolean;
}

export interface AppAnswers {
  /** What the section is called before the first dash: Radarr. */
  kind: string;
  heading: string;
  uri: string;
  category: string;
}

export interface RuleAnswer {
  on: boolean;
  trust: Trust["value"];
}

export interface Mapping {
  client: string;
  here: string;
  instance: string;
}

export interface Wizard {
  step: number;
  clients: ClientAnswers[];
  apps: AppAnswers[];
  dryRun: boolean;
  quarantineFor: string;
  rules: Record<string, RuleAnswer>;
  /** Whether qbitrr sees the folders under other names than the clients. */
  otherNames: boolean;
  mappings: Mapping[];
}

/** By heading: the client's password, the app's key. */
export type Secrets = Readonly<Record<string, string>>;

export const STEPS = ["qBittorrent", "Apps", "Safety", "Folders", "Review", "What would happen"] as const;
type Section = Shape<"ConfigSection">;

/** What the file says already is answered already. A look before anything is done is what we begin with. */
export function begun(config: Shape<"Config">, rules: readonly string[]): Wizard {
  const settings = config.sections.find(({ kind }) => kind === "settings");
  const clients = config.sections.filter(({ kind }) => kind === "client").map(clientOf);
  const mappings = mappingsOf(settings);
  return {
    step: 0,
    clients: clients.length > 0 ? clients : [{ heading: "qBit", host: "", port: "8080", user: "", skipTls: false }],
    apps: config.sections.filter((section) => section.kind === "app" && textAt(section, "URI") !== "").map(appOf),
    dryRun: true,
    quarantineFor: textAt(settings, "QuarantineFor") || "7d",
    rules: Object.fromEntries(rules.map((rule) => [rule, ruleOf(config, rule)])),
    otherNames: mappings.length > 0,
    mappings,
  };
}

function clientOf(section: Section): ClientAnswers {
  return {
    heading: section.heading,
    host: isGiven(section, "Host") ? textAt(section, "Host") : "",
    port: textAt(section, "Port") || "8080",
    user: textAt(section, "UserName"),
    skipTls: valueAt(section, "SkipTLSVerify") === true,
  };
}

function appOf(section: Section): AppAnswers {
  const kind = section.heading.split("-")[0] ?? section.heading;
  return { kind, heading: section.heading, uri: textAt(section, "URI"), category: textAt(section, "Category") };
}

function ruleOf(config: Shape<"Config">, rule: string): RuleAnswer {
  const section = config.sections.find(({ heading }) => heading === `Plugins.${rule}`);
  const on = section?.in_file === true && valueAt(section, "Enabled") !== false;
  const trust = on ? textAt(section, "Trust") : "";
  return { on, trust: trust === "tag" || trust === "quarantine" || trust === "remove" ? trust : "observe" };
}

function mappingsOf(settings: Section | undefined): Mapping[] {
  const rows = valueAt(settings, "PathMappings");
  const text = (value: Json | undefined) => (typeof value === "string" ? value : "");
  return Array.isArray(rows)
    ? rows.filter(isTable).map((row) => ({ client: text(row.Client), here: text(row.Here), instance: text(row.Instance) }))
    : [];
}

function valueAt(section: Section | undefined, key: string): Json | undefined {
  return section?.options.find((option) => option.path.join(".") === key)?.value as Json | undefined;
}

/** What is to be filled in still is empty. */
function textAt(section: Section | undefined, key: string): string {
  const value = valueAt(section, key);
  return value === UNSET || value === undefined || value === null ? "" : String(typeof value === "object" ? "" : value);
}

/** Whether somebody has said it: the file or the environment, and not the default. */
function isGiven(section: Section, key: string): boolean {
  return section.options.some((option) => option.path.join(".") === key && option.source !== "default");
}

/** The options that the environment sets: they are told, and not asked. */
export function isLocked(config: Shape<"Config">, heading: string, key: string): boolean {
  return sectionAt(config, heading)?.options.some((option) => option.path.join(".") === key && option.locked) ?? false;
}

/** Whether a secret has a value already. */
export function isKept(config: Shape<"Config">, heading: string, key: string): boolean {
  return sectionAt(config, heading)?.options.some((option) => option.path.join(".") === key && option.is_set) ?? false;
}

function sectionAt(config: Shape<"Config">, heading: string): Section | undefined {
  return config.sections.find((section) => section.heading === heading);
}

/** Everything that the answers change in the file, and nothing that it says already. */
export function changesOf(wizard: Wizard, secrets: Secrets, config: Shape<"Config">): Change[] {
  return [
    ...wizard.clients.flatMap((client) => clientChanges(client, secrets, config)),
    ...wizard.apps.flatMap((app) => appChanges(app, secrets, config)),
    ...unlessSaid(config, "Settings", { DryRun: wizard.dryRun, QuarantineFor: wizard.quarantineFor }),
    ...(wizard.otherNames || mappingsOf(sectionAt(config, "Settings")).length > 0
      ? unlessSaid(config, "Settings", { PathMappings: wizard.otherNames ? wizard.mappings.map(mappingRow) : [] })
      : []),
    ...Object.entries(wizard.rules).flatMap(([rule, answer]) => ruleChanges(rule, answer, config)),
  ];
}

export function clientChanges(client: ClientAnswers, secrets: Secrets, config: Shape<"Config">): Change[] {
  const { heading, host, port, user, skipTls } = client;
  return [
    ...unlessSaid(config, heading, { Host: host.trim(), Port: Number(port), UserName: user.trim() }),
    ...secretChange(config, heading, "Password", secrets),
    ...(skipTls || valueAt(sectionAt(config, heading), "SkipTLSVerify") === true
      ? unlessSaid(config, heading, { SkipTLSVerify: skipTls })
      : []),
  ];
}

export function appChanges(app: AppAnswers, secrets: Secrets, config: Shape<"Config">): Change[] {
  const { heading, uri, category } = app;
  const named = category.trim() !== "" || textAt(sectionAt(config, heading), "Category") !== "";
  return [
    ...unlessSaid(config, heading, { URI: uri.trim(), ...(named && { Category: category.trim() }) }),
    ...secretChange(config, heading, "APIKey", secrets),
  ];
}

function ruleChanges(rule: string, { on, trust }: RuleAnswer, config: Shape<"Config">): Change[] {
  const heading = `Plugins.${rule}`;
  if (on) return unlessSaid(config, heading, { Enabled: true, Trust: trust });
  return ruleOf(config, rule).on ? unlessSaid(config, heading, { Enabled: false }) : [];
}

function secretChange(config: Shape<"Config">, heading: string, key: string, secrets: Secrets): Change[] {
  const value = secrets[heading];
  return value && !isLocked(config, heading, key) ? [{ heading, path: [key], value }] : [];
}

/** What an example file asks to have filled in: to leave it out would be to leave it so. */
const ASKED_FOR = new Set(["Host", "UserName", "URI"]);

function unlessSaid(config: Shape<"Config">, heading: string, values: Record<string, Json>): Change[] {
  const section = sectionAt(config, heading);
  return Object.entries(values)
    .filter(([key, value]) => {
      const option = section?.options.find((one) => one.path.join(".") === key);
      const holds = option !== undefined && same(option.value as Json, value);
      const said = holds && (option.source === "file" || !ASKED_FOR.has(key));
      return !said && !option?.locked;
    })
    .map(([key, value]) => ({ heading, path: [key], value }));
}

function mappingRow({ client, here, instance }: Mapping): Json {
  return { Client: client.trim(), Here: here.trim(), ...(instance && { Instance: instance }) };
}

/** What is wrong with the answers of a step, by the field: heading and key. */
export function problemsOf(wizard: Wizard, secrets: Secrets, config: Shape<"Config">): Record<string, string> {
  const found: [string, string, string][] = [
    ...wizard.clients.flatMap(({ heading, host, port }): [string, string, string][] => [
      [heading, "Host", host.trim() || isLocked(config, heading, "Host") ? "" : "Where is it? Such as localhost or 192.168.1.5."],
      [heading, "Port", /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535 ? "" : "A port is a number from 1 to 65535."],
    ]),
    ...wizard.apps.flatMap(({ heading, kind, uri }): [string, string, string][] => [
      [heading, "URI", addressProblem(uri)],
      [heading, "APIKey", secrets[heading] || isKept(config, heading, "APIKey") ? "" : `Its API key is in ${kind}'s Settings › General.`],
    ]),
    ["Settings", "QuarantineFor", readDuration(wizard.quarantineFor) === null ? "A duration such as 7d or 12h." : ""],
    ...(wizard.otherNames ? wizard.mappings : []).flatMap(({ client, here }, index): [string, string, string][] => [
      [`Mapping ${index}`, "Client", client.trim() ? "" : "The folder as qBittorrent calls it."],
      [`Mapping ${index}`, "Here", here.trim() ? "" : "The same folder as qbitrr sees it."],
    ]),
  ];
  return Object.fromEntries(found.filter(([, , problem]) => problem).map(([heading, key, problem]) => [`${heading} ${key}`, problem]));
}

function addressProblem(uri: string): string {
  if (!uri.trim()) return "Its address, such as http://radarr:7878.";
  return /^https?:\/\/[^/\s]+/.test(uri.trim()) ? "" : "An address begins with http:// or https://.";
}

/** The step at which a heading is asked for. */
export function stepOf(wizard: Wizard, heading: string, key = ""): number {
  if (wizard.clients.some((client) => client.heading === heading)) return 0;
  if (wizard.apps.some((app) => app.heading === heading)) return 1;
  return heading.startsWith("Mapping") || key.startsWith("PathMappings") ? 3 : 2;
}

/** The heading of one more of a kind: the kind itself, else with the first free number. */
export function nextHeading(kind: string, taken: readonly string[]): string {
  if (!taken.includes(kind)) return kind;
  const number = Array.from({ length: taken.length + 2 }, (_, index) => index + 2).find((one) => !taken.includes(`${kind}-${one}`));
  return `${kind}-${number ?? taken.length + 2}`;
}
