import { describe, expect, it } from "vitest";

import { author, deed, noun, wanted } from "./deeds";

const said = (action: string, outcome: string, dry_run = false) =>
  deed({ action, outcome, dry_run }).join("X");

describe("an entry of the ledger as a sentence", () => {
  it.each([
    ["remove", "done", false, "Removed X"],
    ["Remove", "done", false, "Removed X"],
    ["delete", "done", false, "Deleted X for good"],
    ["remove", "refused", false, "Did not remove X"],
    ["tag", "failed", false, "Failed to change the tags of X"],
    ["remove", "observed", false, "Would remove X"],
    ["remove", "done", true, "Would remove X"],
    ["remove", "refused", true, "Did not remove X"],
    ["import", "dropped", false, "Gave up the attempt to hand X over to be imported"],
    ["sing", "done", false, "Sing: X"],
    ["sing", "failed", false, "Failed to sing X"],
  ])("%s, %s, dry run %s", (action, outcome, dry, sentence) => {
    expect(said(action, outcome, dry)).toBe(sentence);
  });

  it("names the rule and the section, whichever is known", () => {
    expect(author({ rule: "stalled", plugin: "other", owner: "Radarr-4K" })).toBe("stalled (Radarr-4K)");
    expect(author({ plugin: "core", owner: "" })).toBe("qbitrr");
    expect(author({ plugin: "Sonarr", owner: "Sonarr" })).toBe("Sonarr");
    expect(author({ owner: "Sonarr" })).toBe("Sonarr");
    expect(author({})).toBe("");
  });
});

describe("an action in a cell or a filter", () => {
  it.each([
    ["remove", "Remove"],
    ["reannounce", "Announce again"],
    ["tag", "Change the tags"],
    ["import", "Hand over to be imported"],
    ["sing", "Sing"],
  ])("%s", (action, words) => expect(wanted(action)).toBe(words));

  it("has a noun, of whatever plugin it is", () => {
    expect(noun("remove")).toBe("Removal");
    expect(noun("raise_flag")).toBe("Raise flag");
  });
});
