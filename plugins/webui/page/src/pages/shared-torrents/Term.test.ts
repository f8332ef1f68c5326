import { describe, expect, it } from "vitest";
import { passed } from "./Term";

describe("a term", () => {
  const from = "2026-03-01T00:00:00Z";
  const to = "2026-03-05T00:00:00Z";
  it.each([
    ["2026-03-02T00:00:00Z", 0.25],
    ["2026-02-01T00:00:00Z", 0],
    ["2026-04-01T00:00:00Z", 1],
  ])("at %s", (now, part) => expect(passed(from, to, Date.parse(now))).toBe(part));
  it("of no length has passed", () => expect(passed(to, to, 0)).toBe(1));
});
