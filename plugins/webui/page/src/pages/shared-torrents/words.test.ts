import { describe, expect, it } from "vitest";
import { make } from "./examples";
import { number, standing, words } from "./words";

describe("words", () => {
  it.each([
    ["missing_files", "Missing files"],
    ["re-searching", "Re-searching"],
    ["", ""],
  ])("for %o", (text, said) => expect(words(text)).toBe(said));

  it("for a number of things", () => {
    expect(number(1, "torrent")).toBe("1 torrent");
    expect(number(1234, "torrent")).toBe("1,234 torrents");
    expect(number(0, "medium", "media")).toBe("0 media");
  });
});

describe("how a torrent stands", () => {
  it("is what its rules think", () => {
    expect(standing(make({ health: "degraded", reason: "no seeds" }))).toEqual({
      word: "Degraded",
      tone: "attention",
      reason: "no seeds",
    });
  });
  it("is graver where more is wrong than they think", () => {
    expect(standing(make({ health: "unknown", tone: "bad" })).tone).toBe("bad");
  });
  it("is first of all that it was put away, or waits for a word", () => {
    expect(standing(make({ quarantined: true, health: "failed" })).word).toBe("In quarantine");
    expect(standing(make({ rejected: true, health: "failed" })).word).toBe("Rejected");
  });
});
