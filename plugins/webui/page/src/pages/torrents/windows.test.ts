import { describe, expect, it } from "vitest";

import { shiftOf, WINDOW, windowsOf } from "./windows";

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

describe("what one was reading", () => {
  const found = new Map([["a", 3], ["b", 9]]);
  it("moves with the rows that came before it", () => {
    expect(shiftOf({ key: "a", index: 1 }, found)).toBe(2);
    expect(shiftOf({ key: "b", index: 10 }, found)).toBe(-1);
  });
  it("stays where it is gone", () => {
    expect(shiftOf({ key: "gone", index: 5 }, found)).toBe(0);
    expect(shiftOf(undefined, found)).toBe(0);
  });
});
