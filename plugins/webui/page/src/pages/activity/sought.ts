// Which part of the ledger is read, as the address bar says it. Pure.
import type { Sought as Asked } from "../../api/hooks/ledger";

export interface Sought {
  search: string;
  actions: readonly string[];
  outcome: string;
  owner: string;
  client: string;
  /** Days of the reader's clock, as 2026-03-01; empty for no bound. */
  from: string;
  to: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function fromAddress(address: string): Sought {
  const said = new URLSearchParams(address);
  const day = (name: string) => (DAY.test(said.get(name) ?? "") ? (said.get(name) ?? "") : "");
  return {
    search: said.get("search") ?? "",
    actions: [...new Set((said.get("action") ?? "").split(",").filter(Boolean))],
    outcome: said.get("outcome") ?? "",
    owner: said.get("owner") ?? "",
    client: said.get("client") ?? "",
    from: day("from"),
    to: day("to"),
  };
}

export function toAddress(sought: Sought): string {
  const { actions, ...others } = sought;
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...others, action: actions.join(",") })) if (value) said.set(name, value);
  return said.toString();
}

/** The same for the API: days are moments there, the last one counts to its end. */
export function toRequest({ actions, from, to, ...others }: Sought): Asked {
  const asked: Asked = {};
  for (const name of ["search", "outcome", "owner", "client"] as const) if (others[name]) asked[name] = others[name];
  if (actions.length) asked.action = actions.join(",");
  if (from) asked.since = midnight(from, 0);
  if (to) asked.until = midnight(to, 1);
  return asked;
}

export function isNarrowed(sought: Sought): boolean {
  return toAddress(sought) !== "";
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
