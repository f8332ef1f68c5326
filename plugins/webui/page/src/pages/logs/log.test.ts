// How the lines that are here grow.
import { expect, test } from "vitest";
import { caughtUp, deepened, grown, KEPT, type Line, newDay, NOTHING, pieces } from "./log";

const line = (cursor: number, at = "2026-03-01 10:00:00,000"): Line => ({ cursor, at, level: "INFO", logger: "qbitrr", text: `line ${cursor}` });
const lines = (...cursors: number[]) => cursors.map((cursor) => line(cursor));
const cursors = ({ lines: here }: { lines: readonly Line[] }) => here.map(({ cursor }) => cursor);

test("a line that came by both ways is there once", () => {
  const log = grown({ lines: lines(1, 2), more: false }, lines(2, 3));
  expect(cursors(log)).toEqual([1, 2, 3]);
});

test("the cursors of a rotated file are smaller, and its lines still come last", () => {
  expect(cursors(grown({ lines: lines(900), more: true }, lines(5)))).toEqual([900, 5]);
});

test("what was missed while the stream was away is filled in", () => {
  const log = caughtUp({ lines: lines(1, 2), more: true }, { lines: lines(2, 3, 4), more: true, end: 5 });
  expect(cursors(log)).toEqual([1, 2, 3, 4]);
});

test("when too much was missed the log begins anew, rather than have a hole", () => {
  const log = caughtUp({ lines: lines(1, 2), more: false }, { lines: lines(8, 9), more: true, end: 10 });
  expect(cursors(log)).toEqual([8, 9]);
  expect(log.more).toBe(true);
});

test("earlier lines stand before the others", () => {
  expect(cursors(deepened({ lines: lines(3), more: true }, { lines: lines(1, 2), more: false, end: 4 }))).toEqual([1, 2, 3]);
});

test("a log that grows for days does not fill the memory", () => {
  const full = grown(NOTHING, Array.from({ length: KEPT }, (_, cursor) => line(cursor)));
  const over = grown(full, lines(KEPT));
  expect(over.lines.length).toBe(KEPT);
  expect(over.more).toBe(true);
  expect(over.lines[0]?.cursor).toBe(1);
});

test("a day is told where it begins", () => {
  const two = [line(1), line(2), line(3, "2026-03-02 00:00:01,000")];
  expect(two.map((_, index) => newDay(two, index))).toEqual(["2026-03-01", "", "2026-03-02"]);
});

test("what is searched for is set apart, whatever its case and its signs", () => {
  expect(pieces("Removed (a.b) and (A.B)", "(a.b)")).toEqual(["Removed ", "(a.b)", " and ", "(A.B)", ""]);
  expect(pieces("as it is", " ")).toEqual(["as it is"]);
});
