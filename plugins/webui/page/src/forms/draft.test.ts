import { expect, test } from "vitest";

import { add, changesOf, concernsChanged, count, editAt, EMPTY, keepSection, reapplied, removeSection, reset, set, undo } from "./draft";

const PORT = { heading: "qBit", path: ["Port"] };
const PASSWORD = { heading: "qBit", path: ["Password"] };
const STALLED = { heading: "Radarr-4K.Plugins.stalled", path: ["StallTimeout"] };
const IN_FILE = { value: 8080, inFile: true, secret: false };
const BY_DEFAULT = { value: 8080, inFile: false, secret: false };
const SECRET = { value: undefined, inFile: true, secret: true };

test("a problem is ours when it is in what is changed, or in a rule of it", () => {
  const changes = [{ heading: "Radarr", path: ["URI"], value: "x" }];
  expect(["Radarr", "Radarr.Plugins.stalled", "Radarr-4K", "qBit"].map((section) => concernsChanged(changes, section))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a value is set, and going back to what is in the file is no change", () => {
  const draft = set(EMPTY, PORT, 9090, IN_FILE);
  expect(changesOf(draft)).toEqual([{ ...PORT, value: 9090 }]);
  expect(count(set(draft, PORT, 8080, IN_FILE))).toBe(0);
});

test("the default written down is a change", () => {
  expect(count(set(EMPTY, PORT, 8080, BY_DEFAULT))).toBe(1);
});

test("to reset is to remove the key, if there is one", () => {
  expect(changesOf(reset(EMPTY, PORT, IN_FILE))).toEqual([{ ...PORT, remove: true }]);
  expect(count(reset(set(EMPTY, PORT, 1, BY_DEFAULT), PORT, BY_DEFAULT))).toBe(0);
});

test("a secret that is typed is always a change", () => {
  expect(changesOf(set(EMPTY, PASSWORD, "new", SECRET))).toEqual([{ ...PASSWORD, value: "new" }]);
});

test("one change is undone, the others stay", () => {
  const draft = undo(set(set(EMPTY, PORT, 1, IN_FILE), PASSWORD, "x", SECRET), PORT);
  expect(changesOf(draft).map((change) => change.path)).toEqual([["Password"]]);
});

test("a new section without values is an empty table, and with them is written by them", () => {
  const added = add(EMPTY, { heading: "Plugins.stalled", kind: "rule", schemaName: "stalled" });
  expect(changesOf(added)).toEqual([{ heading: "Plugins.stalled", path: [], value: {} }]);
  const filled = set(added, { heading: "Plugins.stalled", path: ["Trust"] }, "observe", BY_DEFAULT);
  expect(changesOf(filled)).toEqual([{ heading: "Plugins.stalled", path: ["Trust"], value: "observe" }]);
});

test("a removed section takes the changes of its rules with it, and may be kept after all", () => {
  const draft = removeSection(set(set(EMPTY, STALLED, "1h", BY_DEFAULT), PORT, 1, IN_FILE), "Radarr-4K");
  expect(changesOf(draft)).toEqual([
    { heading: "Radarr-4K", path: [], remove: true },
    { ...PORT, value: 1 },
  ]);
  expect(count(keepSection(draft, "Radarr-4K"))).toBe(1);
});

test("a section whose name begins alike is another one", () => {
  const other = { heading: "Radarr-4K-old", path: ["URI"] };
  expect(editAt(removeSection(set(EMPTY, other, "http://x", BY_DEFAULT), "Radarr-4K"), other)).toBeDefined();
});

test("a new section that is removed leaves nothing behind", () => {
  const added = add(EMPTY, { heading: "Radarr-4K", kind: "app", schemaName: "radarr" });
  expect(count(removeSection(set(added, STALLED, "1h", BY_DEFAULT), "Radarr-4K"))).toBe(0);
});

test("over a file that somebody else changed, ours stays and what both changed is told", () => {
  const draft = set(set(EMPTY, PORT, 9090, IN_FILE), PASSWORD, "new", SECRET);
  const found = reapplied(
    draft,
    ({ path }) => (path[0] === "Port" ? { ...IN_FILE, value: 7070 } : SECRET),
    () => true,
  );
  expect(changesOf(found.draft)).toEqual([{ ...PORT, value: 9090 }, { ...PASSWORD, value: "new" }]);
  expect(found.conflicts.map(({ place, theirs }) => [place.path, theirs.value])).toEqual([[["Port"], 7070]]);
});

test("what the file says by now is no change any more, and what is gone is told", () => {
  const draft = set(set(EMPTY, PORT, 9090, IN_FILE), STALLED, "1h", BY_DEFAULT);
  const found = reapplied(draft, () => ({ ...IN_FILE, value: 9090 }), (heading) => heading === "qBit");
  expect(count(found.draft)).toBe(0);
  expect(found.conflicts).toEqual([]);
  expect(found.gone).toEqual(["Radarr-4K.Plugins.stalled"]);
});
