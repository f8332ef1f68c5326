import { describe, expect, it } from "vitest";

import { headline, type Known } from "./headline";

const download = {
  next_action: "",
  next_why: "",
  next_at: "2026-03-01T12:00:00Z",
  refused: "",
  protected: "",
  rejected: false,
  reason: "",
  health: "healthy",
  owner: "Radarr",
};
const said = (changes: Partial<NonNullable<Known["download"]>>, held: Known["held"] = null) =>
  headline({ download: { ...download, ...changes }, held });

describe("what happens next", () => {
  it("is what is decided, and why", () => {
    const told = said({ next_action: "remove", next_why: "stalled for 6 h" });
    expect(told.text).toBe("Next: remove it — stalled for 6 h.");
    expect(told.tone).toBe("bad");
    expect(told.when).toEqual({ words: "Looked at again", at: download.next_at });
    expect(said({ next_action: "reannounce" }).text).toBe("Next: announce it again.");
  });

  it("is the end of the quarantine", () => {
    const held = { state: "held", reason: "stalled for 6 h", expires_at: "2026-03-05T00:00:00Z" };
    expect(headline({ download: null, held }).when?.at).toBe(held.expires_at);
    expect(said({}, { ...held, state: "restored" }).text).toBe("Nothing is done about it now.");
  });

  it("is a person's word when it was rejected", () => {
    expect(said({ rejected: true, reason: "it is a sample" }).text).toContain("your word");
  });
});

describe("why nothing happens", () => {
  it.each([
    [{ refused: "2 more days of seeding are owed" }, "2 more days of seeding are owed."],
    [{ protected: "for the holidays" }, "It is kept: for the holidays."],
    [{ next_why: "all rules are content" }, "Nothing is done: all rules are content."],
    [{ owner: "" }, "no section manages it"],
  ])("%o", (changes, words) => expect(said(changes).text).toContain(words));

  it("is that it is gone", () => {
    expect(headline({ download: null }).text).toContain("No client lists it");
  });

  it("is as grave as its health", () => {
    expect(said({ health: "failed" }).tone).toBe("bad");
    expect(said({ health: "degraded" }).tone).toBe("attention");
  });
});
