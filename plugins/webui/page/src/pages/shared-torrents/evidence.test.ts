import { describe, expect, it } from "vitest";
import { absolute } from "../../words/moments";
import { called, seenIn, told } from "./evidence";

describe("a value", () => {
  it.each([
    ["idle_seconds", 21_600, "6 h"],
    ["speed", 51_200, "50.0 KiB/s"],
    ["size", 1_048_576, "1.00 MiB"],
    ["progress", 0.42, "42 %"],
    ["ratio", 2.0158, "2.016"],
    ["seeds", 0, "0"],
    ["shared", true, "yes"],
    ["shared", false, "no"],
    ["message", "", "—"],
    ["message", null, "—"],
    ["files", [], "none"],
    ["files", ["a.mkv", "b.nfo"], "a.mkv, b.nfo"],
    ["code", [404, { x: 1, y: null }], "404, x 1"],
    ["owed", [{ what: "ratio 1", seconds: 60 }], "ratio 1, seconds 1 min"],
  ])("%s %o", (name, value, words) => expect(told(name, value)).toBe(words));

  it("that is a moment is shown on the reader's clock", () => {
    const moment = "2026-03-01T12:00:00+00:00";
    expect(told("since", moment)).toBe(absolute(moment));
    expect(told("since", "2026-03-01 25:00 or so")).toBe("2026-03-01 25:00 or so");
  });

  it("of many says how many more there are", () => {
    expect(told("files", Array.from({ length: 20 }, (_, at) => `f${at}`))).toMatch(/f11 and 8 more$/);
  });
});

describe("evidence", () => {
  it("is a line for each value, however deep", () => {
    expect(seenIn({ stalled: { idle_seconds: 60, seeds: 0 }, shared: true, nothing: {} })).toEqual([
      { name: "stalled › idle", value: "1 min" },
      { name: "stalled › seeds", value: "0" },
      { name: "shared", value: "yes" },
    ]);
  });

  it("tells a limit as what it limits", () => {
    expect(seenIn({ speed: 1024, limit: 51_200 })[1]).toEqual({ name: "limit", value: "50.0 KiB/s" });
    expect(seenIn({ ratio: 2, limit: 3 })[1]).toEqual({ name: "limit", value: "3" });
  });

  it.each([[null], [undefined], ["words"], [[1, 2]], [{}]])("of %o is nothing", (evidence) => {
    expect(seenIn(evidence)).toEqual([]);
  });

  it("is named in words", () => expect(called("max_idle_seconds")).toBe("max idle"));
});
