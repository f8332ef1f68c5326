import { describe, expect, it } from "vitest";

import { WINDOW, windowsOf } from "./windows";

describe("the windows of a list", () => {
  it.each([
    [0, 20, 10_000, [0]],
    [90, 110, 10_000, [0, 1]],
    [9_950, 10_050, 10_000, [99]],
    [0, 20, 0, [0]],
    [0, 350, 120, [0, 1]],
  ])("rows %i to %i of %i", (first, last, total, windows) => {
    expect(windowsOf(first, last, total)).toEqual(windows);
  });

  it("hold a hundred rows", () => expect(WINDOW).toBe(100));
});
