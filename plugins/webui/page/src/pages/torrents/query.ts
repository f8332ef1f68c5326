// Which torrents are shown, in which order and columns, as the address bar says it. Pure.
import type { Filter } from "../../api/hooks/downloads";

export const SORTS = [
  "name", "client", "owner", "state", "stage", "health", "progress", "size", "added", "ratio",
  "download_speed", "upload_speed", "next_action", "look_again",
] as const;
export type Sort = (typeof SORTS)[number];

/** The keys that the list is filtered by, each with several values at once. */
export const FACETS = ["client", "owner", "category", "state", "stage", "health", "tracker"] as const;
export type Facet = (typeof FACETS)[number];

export const COLUMNS = [
  "name", "state", "owner", "health", "progress", "size", "speed", "ratio", "next", "added", "tracker",
] as const;
export type Column = (typeof COLUMNS)[number];

export const USUAL_COLUMNS: readonly Column[] = [
  "name", "state", "owner", "health", "progress", "size", "speed", "ratio", "next",
];

export interface ListQuery {
  search: string;
  attention: boolean;
  sort: Sort;
  order: "up" | "down";
  chosen: Record<Facet, readonly string[]>;
  /** Empty: the usual ones. */
  columns: readonly Column[];
}

export const EVERYTHING: ListQuery = {
  search: "",
  attention: false,
  sort: "added",
  order: "down",
  chosen: { client: [], owner: [], category: [], state: [], stage: [], health: [], tracker: [] },
  columns: [],
};

/** What the text after the question mark asks for; what it says wrongly is left out. */
export function fromAddress(address: string): ListQuery {
  const said = new URLSearchParams(address);
  const sort = said.get("sort") as Sort;
  const columns = (said.get("columns") ?? "").split(",") as Column[];
  return {
    search: said.get("search") ?? "",
    attention: said.get("attention") === "true",
    sort: SORTS.includes(sort) ? sort : EVERYTHING.sort,
    order: said.get("order") === "up" ? "up" : "down",
    chosen: chosenBy((facet) => values(said.get(facet))),
    columns: COLUMNS.filter((column) => columns.includes(column)),
  };
}

/** The shortest text that fromAddress reads as this query. */
export function toAddress(query: ListQuery): string {
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(toRequest(query))) said.set(key, String(value));
  if (query.columns.length) said.set("columns", query.columns.join(","));
  return said.toString();
}

/** The same for the API: without what is only the page's, and without what is so by default. */
export function toRequest(query: ListQuery): Filter {
  const asked: Filter = {};
  if (query.search) asked.search = query.search;
  if (query.attention) asked.attention = true;
  for (const facet of FACETS) {
    if (query.chosen[facet].length) asked[facet] = query.chosen[facet].join(",");
  }
  if (query.sort !== EVERYTHING.sort) asked.sort = query.sort;
  if (query.order !== EVERYTHING.order) asked.order = query.order;
  return asked;
}

/** The query with one column's order chosen: its own first way, then the other. */
export function sortedBy(query: ListQuery, sort: Sort): ListQuery {
  if (query.sort === sort) return { ...query, order: query.order === "up" ? "down" : "up" };
  return { ...query, sort, order: FIRST_UP.has(sort) ? "up" : "down" };
}

export function isNarrowed(query: ListQuery): boolean {
  return query.search !== "" || query.attention || FACETS.some((facet) => query.chosen[facet].length > 0);
}

const FIRST_UP = new Set<Sort>(["name", "client", "owner", "state", "stage", "look_again", "progress"]);

function chosenBy(of: (facet: Facet) => string[]): ListQuery["chosen"] {
  const chosen = { ...EVERYTHING.chosen };
  for (const facet of FACETS) chosen[facet] = of(facet);
  return chosen;
}

function values(text: string | null): string[] {
  return [...new Set((text ?? "").split(",").filter(Boolean))];
}
