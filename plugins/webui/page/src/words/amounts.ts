// Numbers as people read them: bytes, speeds, lengths of time, counts, shares.
const BYTES = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const counts = new Intl.NumberFormat("en");

export function count(number: number): string {
  return counts.format(number);
}

/** Three significant figures: 1.46 GiB, 820 MiB. */
export function bytes(amount: number): string {
  let size = Math.abs(amount);
  let unit = 0;
  while (size >= 999.5 && unit < BYTES.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return `${amount < 0 ? "−" : ""}${size.toFixed(digits)} ${BYTES[unit]}`;
}

export function speed(amount: number): string {
  return `${bytes(amount)}/s`;
}

const UNITS: readonly [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** The two greatest units: 2 d 4 h, 5 min 10 s, 0.4 s. */
export function duration(seconds: number): string {
  if (seconds < 0) return `−${duration(-seconds)}`;
  if (seconds < 1) return seconds === 0 ? "0 s" : `${Math.max(0.1, seconds).toFixed(1)} s`;
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [length, name] of UNITS) {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    if (whole > 0) parts.push(`${whole} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

/** A share from 0 to 1: 42 %, 99.9 % (never 100 % before it is whole). */
export function share(part: number): string {
  const percent = Math.floor(part * 1000) / 10;
  return `${part >= 1 ? 100 : percent >= 99 ? percent.toFixed(1) : Math.floor(percent)} %`;
}
