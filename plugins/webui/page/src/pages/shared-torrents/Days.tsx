// Over how many days one looks, as the address bar says it.
import { SegmentedControl } from "@mantine/core";
import { useSearchParams } from "wouter";

const CHOICES = [7, 30, 90, 365];
const USUAL = 30;

export function useDays(): [number, (days: number) => void] {
  const [said, say] = useSearchParams();
  const days = Number(said.get("days"));
  const choose = (next: number) =>
    say(
      (old) => {
        const now = new URLSearchParams(old);
        if (next === USUAL) now.delete("days");
        else now.set("days", String(next));
        return now;
      },
      { replace: true },
    );
  return [CHOICES.includes(days) ? days : USUAL, choose];
}

export function Days() {
  const [days, choose] = useDays();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Over how many days"
      value={String(days)}
      onChange={(next) => choose(Number(next))}
      data={CHOICES.map((choice) => ({ value: String(choice), label: choice === 365 ? "A year" : `${choice} days` }))}
    />
  );
}
