// The stages of a section in the order of a download's life, each with its colour and its share. Pure.

/** In the order of life; what is wrong comes last, where it is seen. */
const ORDER: readonly (readonly [string, string])[] = [
  ["detected", "var(--stage-new)"],
  ["downloading", "var(--stage-down)"],
  ["checking", "var(--stage-new)"],
  ["moving", "var(--stage-new)"],
  ["completed", "var(--stage-done)"],
  ["importing", "var(--stage-done)"],
  ["imported", "var(--stage-kept)"],
  ["seeding", "var(--stage-seed)"],
  ["paused", "var(--neutral-line)"],
  ["deleted", "var(--neutral-line)"],
  ["stalled", "var(--attention-line)"],
  ["re-searching", "var(--attention-line)"],
  ["missing files", "var(--bad-line)"],
  ["errored", "var(--bad-line)"],
  ["failed", "var(--bad-line)"],
  ["blocklisted", "var(--bad-line)"],
];

export interface Part {
  stage: string;
  count: number;
  share: number;
  colour: string;
}

export function partsOf(stages: Readonly<Record<string, number>>): Part[] {
  const total = Object.values(stages).reduce((sum, some) => sum + some, 0);
  const known = ORDER.map(([stage]) => stage);
  const place = (stage: string) => (known.includes(stage) ? known.indexOf(stage) : known.length);
  return Object.entries(stages)
    .filter(([, some]) => some > 0)
    .sort(([one], [other]) => place(one) - place(other) || one.localeCompare(other))
    .map(([stage, some]) => ({
      stage,
      count: some,
      share: some / total,
      colour: ORDER.find(([name]) => name === stage)?.[1] ?? "var(--neutral-line)",
    }));
}
