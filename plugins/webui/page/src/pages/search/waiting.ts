// What waits, and what searches were worth, made ready to be shown. Pure.
import type { Shape } from "../../api/types";

/** Reasons with their counts, what most wait for first, and each as a share of the greatest. */
export function byReason(later: Record<string, number>): { reason: string; count: number; part: number }[] {
  const reasons = Object.entries(later).sort((one, other) => other[1] - one[1]);
  const most = reasons[0]?.[1] ?? 0;
  return reasons.map(([reason, count]) => ({ reason, count, part: most > 0 ? count / most : 0 }));
}

/** How much of a budget is used; nothing of one without a limit. */
export function usedUp({ used, limit }: Shape<"Used">): number {
  if (limit === null) return 0;
  return limit === 0 ? 1 : Math.min(1, used / limit);
}

/** “7 of 15”, or “7, no limit known”. */
export function ofLimit({ used, limit }: Shape<"Used">): string {
  return limit === null ? `${used.toLocaleString("en")}, no limit known` : `${used.toLocaleString("en")} of ${limit.toLocaleString("en")}`;
}

/** Why the pace of the hour is not the configured one; empty when it is. */
export function slowed({ hour, per_hour, indexers }: Pick<Shape<"Searching">, "hour" | "per_hour" | "indexers">): string {
  const resting = indexers.filter((one) => one.resting).length;
  if (hour.limit === null || hour.limit >= per_hour) return "";
  return resting ? `Not ${per_hour} an hour: ${resting} of ${indexers.length} indexers rest after failures.` : `Not ${per_hour} an hour just now.`;
}
