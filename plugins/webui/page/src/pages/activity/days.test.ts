import { describe, expect, it } from "vitest";

import { byDay, dayName, dayOf, withNews } from "./days";

const at = (year: number, month: number, day: number, hour = 12) => new Date(year, month - 1, day, hour);
const entry = (id: number, moment: Date) => ({ id, at: moment.toISOString() });

describe("the ledger by days", () => {
  it("parts at midnight of the reader's clock", () => {
    const entries = [
      entry(3, at(2026, 3, 2, 0)),
      entry(2, at(2026, 3, 1, 23)),
      entry(1, at(2026, 3, 1, 1)),
    ];
    expect(byDay(entries).map((day) => [day.day, day.entries.map((one) => one.id)])).toEqual([
      ["2026-03-02", [3]],
      ["2026-03-01", [2, 1]],
    ]);
  });

  it("has no day twice, though a clock was set back", () => {
    const entries = [entry(3, at(2026, 3, 1, 10)), entry(2, at(2026, 3, 2, 9)), entry(1, at(2026, 3, 1, 11))];
    expect(byDay(entries).map((day) => [day.day, day.entries.map((one) => one.id)])).toEqual([
      ["2026-03-02", [2]],
      ["2026-03-01", [1, 3]],
    ]);
  });

  it("calls the days what a person calls them", () => {
    const now = at(2026, 3, 1);
    expect(dayName(dayOf(now), now)).toBe("Today");
    expect(dayName("2026-02-28", now)).toBe("Yesterday");
    expect(dayName("2026-02-26", now, "en-GB")).toMatch(/^Thursday,? 26 February$/);
    expect(dayName("2025-12-31", now, "en-GB")).toContain("2025");
  });
});

describe("news", () => {
  it("come on top, each once", () => {
    const known = [{ id: 5 }, { id: 4 }];
    expect(withNews(known, [{ id: 7 }, { id: 6 }, { id: 5 }, { id: 7 }]).map((one) => one.id)).toEqual([7, 6, 5, 4]);
  });
  it("are none when nothing came", () => {
    expect(withNews([{ id: 5 }], [])).toEqual([{ id: 5 }]);
  });
});
