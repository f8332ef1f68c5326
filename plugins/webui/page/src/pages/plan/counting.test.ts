import { describe, expect, it } from "vitest";
import { counted, kindOf } from "./counting";

const rows = [
  ...Array.from({ length: 3 }, () => ({ action: "import", refused: "" })),
  { action: "tag", refused: "" },
  { action: "", refused: "it owes its tracker" },
  { action: "remove", refused: "" },
];

describe("the plan in numbers", () => {
  it("has what takes away first, and what is refused last", () => {
    expect(counted(rows)).toEqual([
      ["remove", 1],
      ["import", 3],
      ["tag", 1],
      ["refused", 1],
    ]);
    expect(counted([])).toEqual([]);
  });

  it("counts what is done although a removal was refused as what is done", () => {
    expect(kindOf({ action: "stop", refused: "it owes its tracker" })).toBe("stop");
  });
});
