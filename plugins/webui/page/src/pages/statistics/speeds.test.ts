import { describe, expect, it } from "vitest";
import { speedsOf } from "./speeds";

const took = (at: string, seconds: number, owner: string) => ({ at, seconds, owner, name: "" });

describe("the speed of imports", () => {
  it("is a point in the series of its section, in the order of time", () => {
    const { at, series } = speedsOf(
      [took("2026-03-01T12:00:10Z", 4, "Sonarr"), took("2026-03-01T12:00:00Z", 2, "Radarr"), took("2026-03-01T12:00:20Z", 0, "Radarr")],
      2,
    );
    expect(at.map((moment) => moment - (at[0] ?? 0))).toEqual([0, 10, 20]);
    expect(series).toEqual([
      { label: "Radarr", values: [2, null, 0.1] },
      { label: "Sonarr", values: [null, 4, null] },
      { label: "Median", values: [2, null, 2], mark: true },
    ]);
  });

  it("has no median of one", () => {
    expect(speedsOf([took("2026-03-01T12:00:00Z", 2, "Radarr")], 2).series).toHaveLength(1);
    expect(speedsOf([], null)).toEqual({ at: [], series: [] });
  });
});
