// Moments as people read them: how long ago or until when, and the whole date where that is asked.
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

export function absolute(moment: string | Date): string {
  return dates.format(new Date(moment));
}

export function day(moment: string | Date): string {
  return days.format(new Date(moment));
}

const STEPS: readonly [number, number, string][] = [
  [60, 1, "s"],
  [3_600, 60, "min"],
  [86_400, 3_600, "h"],
  [30 * 86_400, 86_400, "d"],
];

/** “12 s ago”, “in 3 h”; a date when it is further than a month. */
export function relative(moment: string | Date, now: number): string {
  const seconds = (new Date(moment).getTime() - now) / 1000;
  const far = Math.abs(seconds);
  if (far < 2) return "now";
  for (const [below, length, unit] of STEPS) {
    if (far >= below) continue;
    const length_ = `${Math.floor(far / length)} ${unit}`;
    return seconds > 0 ? `in ${length_}` : `${length_} ago`;
  }
  return day(moment);
}
