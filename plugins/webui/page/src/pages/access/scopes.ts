// What an API key may do, in plain words.
import type { Shape } from "../../api/types";

type Scope = Shape<"Scope">;

export interface ScopeWords {
  value: Scope;
  title: string;
  text: string;
}

export const SCOPES: readonly ScopeWords[] = [
  { value: "read", title: "Read", text: "See torrents, decisions, logs and processes. For dashboards." },
  { value: "act", title: "Act", text: "Also protect, release, restore and discard torrents, and restart processes. It includes reading." },
  { value: "admin", title: "Administer", text: "Also change the configuration, plugins, passwords and keys: everything that you may." },
  { value: "webhook", title: "Webhook", text: "Only tell qbitrr that something happened. For the apps' Connect." },
  { value: "metrics", title: "Metrics", text: "Only read /metrics. For Prometheus." },
];

export function scopeTitle(scope: Scope): string {
  return SCOPES.find((one) => one.value === scope)?.title ?? scope;
}
