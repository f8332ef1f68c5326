/* Which parts of a long list are asked for, and where what one was reading has gone. Pure. */

export const WINDOW = 100;
/** Rows of one request. */

/** The numbers of the windows that the rows from ``first`` to ``last`` are in. */
export function windowsOf(first: number, last: number, total: number): number[] {
  const end = Math.min(last, total - 1);
  if (end < first) return [0];
  const from = Math.floor(Math.max(0, first) / WINDOW);
  const to = Math.floor(end / WINDOW);
  return Array.from({ length: to - from + 1 }, (_, number) => from + number);
}

/** How many rows further down the row is that was read last; 0 when it is not to be seen any more. */
export function shiftOf(
  anchor: { key: string; index: number } | undefined,
  found: ReadonlyMap<string, number>,
): number {
  if (!anchor) return 0;
  const index = found.get(anchor.key);
  return index === undefined ? 0 : index - anchor.index;
}
