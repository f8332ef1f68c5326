import { describe, expect, it } from "vitest";

import { everyDay, joined, stacked } from "./series";

describe("counts by day", () => {
  it("have no gap between their days, over the end of a month", () => {
    expect(everyDay(["2026-03-02", "2026-02-27"])).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
      "2026-03-02",
    ]);
    expect(everyDay([])).toEqual([]);
  });

  it("stand upon one another, most of all at the bottom", () => {
    const made = stacked([
      { day: "2026-03-01", counts: { slow: 1, stalled: 3 } },
      { day: "2026-03-03", counts: { stalled: 2, never: 0 } },
    ]);
    expect(made.names).toEqual(["stalled", "slow"]);
    expect(made.counts).toEqual([[3, 0, 2], [1, 0, 0]]);
    expect(made.tops).toEqual([[3, 0, 2], [4, 0, 2]]);
  });

  it("put together what there is too much of, and lose none of it", () => {
    const counts = { a: 9, b: 8, c: 7, d: 2, e: 1 };
    const made = stacked([{ day: "2026-03-01", counts }], 3);
    expect(made.names).toEqual(["a", "b", "other"]);
    expect(made.counts).toEqual([[9], [8], [10]]);
    expect(made.tops.at(-1)).toEqual([27]);
  });

  it("are nothing of nothing", () => {
    expect(stacked([])).toEqual({ days: [], names: [], counts: [], tops: [] });
  });
});

describe("space over time", () => {
  it("has a gap where a client said nothing", () => {
    const made = joined([
      { at: "2026-03-01T12:00:00Z", free: { qBit: 5 } },
      { at: "2026-03-01T11:00:00Z", free: { qBit: 7, seedbox: 1 } },
    ]);
    expect(made.names).toEqual(["qBit", "seedbox"]);
    expect(made.values).toEqual([[7, 5], [1, null]]);
    expect(made.times[0]).toBeLessThan(made.times[1] ?? 0);
  });
});
