import { describe, expect, it } from "vitest";
import { fromAddress, isNarrowed, toAddress, toRequest } from "./sought";

describe("the part of the ledger in the address bar", () => {
  it("comes back as it was said", () => {
    const sought = {
      search: "A & B",
      actions: ["remove", "reject"],
      outcome: "refused",
      owner: "Radarr-4K",
      client: "qBit",
      from: "2026-02-27",
      to: "2026-03-01",
    };
    expect(fromAddress(toAddress(sought))).toEqual(sought);
    expect(isNarrowed(sought)).toBe(true);
  });

  it("is all of it when nothing is said, or nonsense", () => {
    const sought = fromAddress("from=yesterday&colour=red");
    expect(isNarrowed(sought)).toBe(false);
    expect(toRequest(sought)).toEqual({});
  });

  it("counts the last day to its end", () => {
    const asked = toRequest(fromAddress("from=2026-02-28&to=2026-02-28&action=remove,delete"));
    expect(asked).toEqual({
      action: "remove,delete",
      since: new Date(2026, 1, 28).toISOString(),
      until: new Date(2026, 2, 1).toISOString(),
    });
  });
});
