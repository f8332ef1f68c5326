import { describe, expect, it } from "vitest";
import { shiftOf } from "./anchor";

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
