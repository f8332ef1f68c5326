import { describe, expect, it } from "vitest";

import { EVERYTHING, fromAddress, isNarrowed, sortedBy, toAddress, toRequest } from "./query";

describe("the list in the address bar", () => {
  it("is everything, the newest first, when nothing is said", () => {
    expect(fromAddress("")).toEqual(EVERYTHING);
    expect(toAddress(EVERYTHING)).toBe("");
  });

  it("comes back as it was said", () => {
    const query = {
      ...EVERYTHING,
      search: "A & B=C, the film",
      attention: true,
      sort: "size" as const,
      order: "up" as const,
      chosen: { ...EVERYTHING.chosen, client: ["qBit", "qBit-seedbox"], tracker: ["tracker.example.org"] },
      columns: ["name", "size"] as const,
    };
    expect(fromAddress(toAddress(query))).toEqual(query);
  });

  it("leaves out what nobody understands", () => {
    const query = fromAddress("sort=colour&order=sideways&columns=name,colour&colour=red&health=failed,failed");
    expect(query).toEqual({
      ...EVERYTHING,
      columns: ["name"],
      chosen: { ...EVERYTHING.chosen, health: ["failed"] },
    });
  });

  it("asks the API for no columns", () => {
    expect(toRequest(fromAddress("columns=name&search=x&health=failed,unknown"))).toEqual({
      search: "x",
      health: "failed,unknown",
    });
  });
});

describe("the order", () => {
  it("begins with the large, or with the first of names, and turns at the second click", () => {
    const bySize = sortedBy(EVERYTHING, "size");
    expect([bySize.sort, bySize.order]).toEqual(["size", "down"]);
    expect(sortedBy(bySize, "size").order).toBe("up");
    expect(sortedBy(bySize, "name").order).toBe("up");
  });

  it("narrows nothing", () => {
    expect(isNarrowed(sortedBy(EVERYTHING, "size"))).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, attention: true })).toBe(true);
    expect(isNarrowed(fromAddress("owner=Radarr"))).toBe(true);
  });
});
