// Which parts of a long list are asked for. Pure.

/** Rows of one request. */
export const WINDOW = 100;

/** The numbers of the windows that the rows from ``first`` to ``last`` are in. */
export function windowsOf(first: number, last: number, total: number): number[] {
  const end = Math.min(last, total - 1);
  if (end < first) return [0];
  const from = Math.floor(Math.max(0, first) / WINDOW);
  const to = Math.floor(end / WINDOW);
  return Array.from({ length: to - from + 1 }, (_, number) => from + number);
}
