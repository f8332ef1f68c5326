// What the counts of searches are called.
const NAMES: Record<string, string> = { made: "Searches", brought: "Brought something" };

/** The whole before its part. */
export const SEARCHES = ["made", "brought"] as const;

export const searchName = (name: string) => NAMES[name] ?? name;
