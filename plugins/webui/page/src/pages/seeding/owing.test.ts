import { describe, expect, it } from "vitest";
import { byDebt, shownBy } from "./owing";

const debt = (row: string, since: string, done: string | null) => ({ row, asks: "", since, done, how: "" });
const one = (name: string, owes: boolean) => ({
  section: "Radarr",
  client: "qBit",
  hash: `${name}00`,
  name,
  owes,
  since: "2026-03-01T00:00:00Z",
  debts: [],
  ratio: null,
  seeding_time: null,
});

describe("debts", () => {
  it("that are owed come before those that were paid, the older first", () => {
    const debts = [debt("a", "2026-01-01", "2026-02-01"), debt("b", "2026-03-01", null), debt("c", "2026-02-01", null)];
    expect(byDebt(debts).map((each) => each.row)).toEqual(["c", "b", "a"]);
  });
});

describe("obligations", () => {
  const all = [one("film", true), one("Serial", false)];
  it.each([
    ["all", "", ["film", "Serial"]],
    ["owing", "", ["film"]],
    ["free", "", ["Serial"]],
    ["all", "serial", ["Serial"]],
    ["owing", "serial", []],
    ["all", "film0", ["film"]],
  ] as const)("%s with %o", (show, sought, names) => {
    expect(shownBy(all, show, sought).map((each) => each.name)).toEqual(names);
  });
});
