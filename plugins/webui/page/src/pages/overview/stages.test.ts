// What the bar of a section shows.
import { expect, test } from "vitest";
import { partsOf } from "./stages";

test("stages stand in the order of a download's life, and what went wrong comes last", () => {
  const parts = partsOf({ failed: 1, seeding: 2, downloading: 1 });
  expect(parts.map(({ stage }) => stage)).toEqual(["downloading", "seeding", "failed"]);
  expect(parts.map(({ share }) => share)).toEqual([0.25, 0.5, 0.25]);
});

test("an empty stage is left out, and one that is not known stands at the end", () => {
  expect(partsOf({ brooding: 1, seeding: 0, failed: 3 }).map(({ stage }) => stage)).toEqual(["failed", "brooding"]);
});

test("a section without downloads has no parts", () => {
  expect(partsOf({})).toEqual([]);
});
