// The ledger by the days of the reader's own clock. Pure.

export interface Day<T> {
  /** As 2026-03-01. */
  day: string;
  entries: readonly T[];
}

/** The newest first, those of one day together. A clock that was set back makes no day twice. */
export function byDay<T extends { at: string; id: number }>(entries: readonly T[]): Day<T>[] {
  const days: { day: string; entries: T[] }[] = [];
  const ordered = [...entries].sort((one, other) => Date.parse(other.at) - Date.parse(one.at) || other.id - one.id);
  for (const entry of ordered) {
    const day = dayOf(new Date(entry.at));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** “Today”, “Yesterday”, else the day with its weekday, and the year when it is another one. */
export function dayName(day: string, now: Date, language?: string): string {
  if (day === dayOf(now)) return "Today";
  if (day === dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return "Yesterday";
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(year === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(new Date(year, month - 1, date));
}

export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The entries that came while reading are put on top, each once, the newest first. */
export function withNews<T extends { id: number }>(known: readonly T[], news: readonly T[]): T[] {
  const seen = new Set(known.map((entry) => entry.id));
  const fresh = news.filter((entry) => !seen.has(entry.id) && seen.add(entry.id));
  return [...fresh, ...known].sort((one, other) => other.id - one.id);
}
