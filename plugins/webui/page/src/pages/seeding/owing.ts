// Which obligations are shown, and which debt of one comes first. Pure.
import type { Shape } from "../../api/types";

type Obligation = Shape<"Obligation">;
type Debt = Shape<"Debt">;

export type Show = "all" | "owing" | "free";

/** What is owed before what was paid, the older first. */
export function byDebt(debts: readonly Debt[]): Debt[] {
  return [...debts].sort(
    (one, other) => Number(one.done !== null) - Number(other.done !== null) || Date.parse(one.since) - Date.parse(other.since),
  );
}

export function shownBy(all: readonly Obligation[], show: Show, sought: string): Obligation[] {
  return all.filter(
    (one) =>
      (show === "all" || one.owes === (show === "owing")) &&
      (sought === "" || one.name.toLowerCase().includes(sought) || one.hash.startsWith(sought)),
  );
}
