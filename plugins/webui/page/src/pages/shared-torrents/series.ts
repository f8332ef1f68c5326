// Numbers over time made into what a plot wants: columns of equal length. Pure.

export interface DayCount {
  day: string;
  counts: Record<string, number>;
}

export interface Stack {
  /** Seconds since 1970 of the noon of each day, without a gap. */
  days: number[];
  names: string[];
  /** For each name its count of each day. */
  counts: number[][];
  /** The same, each upon those before it. */
  tops: number[][];
}

/** Every day from the first to the last, the names with most of them first; where there are more than that the last is “other”. */
export function stacked(days: readonly DayCount[], most = 6): Stack {
  const totals = new Map<string, number>();
  for (const { counts } of days) {
    for (const [name, count] of Object.entries(counts)) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const ranked = [...totals].filter(([, count]) => count > 0).sort((one, other) => other[1] - one[1]);
  const kept = ranked.slice(0, ranked.length > most ? most - 1 : most).map(([name]) => name);
  const names = ranked.length > most ? [...kept, "other"] : kept;
  const byDay = new Map(days.map((one) => [one.day, one.counts]));
  const all = everyDay(days.map((one) => one.day));
  const counts = names.map((name) => all.map((day) => countOf(byDay.get(day) ?? {}, name, kept)));
  const tops: number[][] = [];
  for (const row of counts) {
    const below = tops.at(-1);
    tops.push(row.map((count, index) => count + (below?.[index] ?? 0)));
  }
  return { days: all.map(noon), names, counts, tops };
}

/** All days from the first to the last of these, as 2026-03-01. */
export function everyDay(days: readonly string[]): string[] {
  const sorted = [...days].sort();
  const last = sorted.at(-1);
  const all: string[] = [];
  for (let day = sorted[0]; day !== undefined && last !== undefined && day <= last; day = following(day)) {
    all.push(day);
  }
  return all;
}

/** One column of moments in order, and for each name its values there, null where it has none. */
export function joined(
  samples: readonly { at: string; free: Record<string, number> }[],
): { times: number[]; names: string[]; values: (number | null)[][] } {
  const names = [...new Set(samples.flatMap((one) => Object.keys(one.free)))].sort();
  const ordered = [...samples].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    times: ordered.map((one) => Date.parse(one.at) / 1000),
    names,
    values: names.map((name) => ordered.map((one) => one.free[name] ?? null)),
  };
}

function countOf(counts: Record<string, number>, name: string, kept: readonly string[]): number {
  if (kept.includes(name) || name !== "other") return counts[name] ?? 0;
  return Object.entries(counts).reduce((sum, [one, count]) => (kept.includes(one) ? sum : sum + count), 0);
}

function following(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
}

function noon(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 12).getTime() / 1000;
}
