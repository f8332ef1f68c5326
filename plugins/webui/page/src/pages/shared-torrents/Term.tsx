// How much of a term has passed, and when it ends.
import { useCallback } from "react";
import { Moment } from "../../components/amounts";
import { useTime } from "../../words/clock";
import { Bar } from "./Bar";

const HOUR = 3_600_000;

export function Term({ from, to }: { from: string; to: string }) {
  const part = useTime(useCallback((now: number) => passed(from, to, now), [from, to]));
  const soon = useTime(useCallback((now: number) => Date.parse(to) - now < 24 * HOUR, [to]));
  return (
    <span style={{ display: "flex", flexDirection: "column", gap: "0.2rem" }}>
      <Moment at={to} />
      <Bar part={part} tone={soon ? "attention" : "neutral"} />
    </span>
  );
}

/** The share of the time between two moments that has passed, in hundredths. */
export function passed(from: string, to: string, now: number): number {
  const whole = Date.parse(to) - Date.parse(from);
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, Math.round(((now - Date.parse(from)) / whole) * 100) / 100));
}
