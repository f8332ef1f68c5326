// What would be done, counted by action; what was proposed and is refused stands by itself. Pure.
import type { Shape } from "../../api/types";

type Planned = Shape<"Planned">;

export const REFUSED = "refused";

/** The kind of one row: its action, or that it is refused. */
export function kindOf(one: Pick<Planned, "action" | "refused">): string {
  return one.action || (one.refused ? REFUSED : "");
}

/** Kinds with their counts: what takes away first, then the others by their number, what is refused last. */
export function counted(plan: readonly Pick<Planned, "action" | "refused">[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of plan) counts.set(kindOf(one), (counts.get(kindOf(one)) ?? 0) + 1);
  return [...counts].sort(([one, few], [other, many]) => rank(one) - rank(other) || many - few);
}

function rank(kind: string): number {
  const first = ["remove", "reject", "delete"].indexOf(kind);
  return first >= 0 ? first : kind === REFUSED ? 5 : 4;
}
