import { describe, expect, it } from "vitest";
import { byReason, ofLimit, slowed, usedUp } from "./waiting";

describe("what waits", () => {
  it("is shown by what most wait for", () => {
    expect(byReason({ "it is not out": 5, "it rests": 20 })).toEqual([
      { reason: "it rests", count: 20, part: 1 },
      { reason: "it is not out", count: 5, part: 0.25 },
    ]);
    expect(byReason({})).toEqual([]);
  });
});

describe("a budget", () => {
  it.each([
    [{ used: 7, limit: 15 }, "7 of 15", 7 / 15],
    [{ used: 1200, limit: null }, "1,200, no limit known", 0],
    [{ used: 20, limit: 15 }, "20 of 15", 1],
    [{ used: 0, limit: 0 }, "0 of 0", 1],
  ])("of %o", (used, words, part) => {
    expect(ofLimit(used)).toBe(words);
    expect(usedUp(used)).toBeCloseTo(part);
  });

  it("says why its pace is slow", () => {
    const hour = { used: 1, limit: 10 };
    const indexer = { name: "", resting: true, resting_until: null, hour, day: hour, tone: "good" as const };
    expect(slowed({ hour, per_hour: 20, indexers: [indexer, { ...indexer, resting: false }] })).toContain("1 of 2 indexers");
    expect(slowed({ hour, per_hour: 10, indexers: [indexer] })).toBe("");
    expect(slowed({ hour, per_hour: 20, indexers: [] })).toBe("Not 20 an hour just now.");
  });
});
