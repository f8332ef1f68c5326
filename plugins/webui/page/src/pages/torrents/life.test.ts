import { describe, expect, it } from "vitest";

import { stagesOf } from "./life";

const line = (stages: ReturnType<typeof stagesOf>) =>
  stages.map((one) => (one.place === "now" ? `[${one.name}]` : one.place === "ahead" ? `(${one.name})` : one.name)).join(" ");

describe("the life of a download", () => {
  it.each([
    [{ stage: "detected" }, "[detected] (downloading) (completed) (importing) (imported) (seeding) (deleted)"],
    [{ stage: "stalled" }, "detected downloading [stalled] (completed) (importing) (imported) (seeding) (deleted)"],
    [{ stage: "failed" }, "detected downloading [failed] (blocklisted) (re-searching) (deleted)"],
    [
      { stage: "paused", completed: "c", imported: "i" },
      "detected downloading completed importing imported [paused] (seeding) (deleted)",
    ],
    [
      { stage: "seeding", completed: "c", imported: "i" },
      "detected downloading completed importing imported [seeding] (deleted)",
    ],
    [{ stage: "blocklisted", completed: "c" }, "detected downloading completed failed [blocklisted] (re-searching) (deleted)"],
    [{ stage: "deleted", completed: "c", imported: "i" }, "detected downloading completed importing imported [deleted]"],
    [{ stage: "re-searching", held: "h" }, "detected downloading failed blocklisted re-searching [quarantine] (deleted)"],
  ])("%o", (life, words) => expect(line(stagesOf(life))).toBe(words));

  it("has the times that are known", () => {
    const stages = stagesOf({ stage: "seeding", since: "s", added: "a", completed: "c", imported: "i" });
    expect(stages.filter((one) => one.at).map((one) => [one.name, one.at])).toEqual([
      ["detected", "a"],
      ["completed", "c"],
      ["imported", "i"],
      ["seeding", "s"],
    ]);
  });
});
