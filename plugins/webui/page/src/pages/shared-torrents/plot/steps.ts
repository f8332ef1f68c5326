// Distances between the marks of an axis that people know. Pure.
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Whole numbers. */
export const WHOLE: readonly number[] = [...ROUND, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

/** Round numbers of KiB, MiB, GiB, TiB. */
export const BINARY: readonly number[] = [1, 2, 3, 4].flatMap((power) => ROUND.map((number) => number * 1024 ** power));
