import { expect, test } from "vitest";

import { fromLines, linesOf, moved } from "./lines";

test("a list is one element a line, and back", () => {
  expect(linesOf(["a,b", "c"])).toBe("a,b\nc");
  expect(fromLines("a,b\r\n\n  c  \n")).toEqual(["a,b", "c"]);
  expect(linesOf(undefined)).toBe("");
});

test("an element is moved, never out of the list", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});
