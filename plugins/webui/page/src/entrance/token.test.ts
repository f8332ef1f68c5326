// The token of a printed link.
import { beforeEach, expect, test } from "vitest";
import { tokenOf } from "./token";

const at = (address: string) => window.history.replaceState(null, "", address);
beforeEach(() => at("/"));

test("behind the # it is taken as well", () => {
  at("/logs?level=ERROR#token=s3cret");
  expect(tokenOf(window.location, window.history)).toBe("s3cret");
  expect(window.location.href).toMatch(/\/logs\?level=ERROR$/);
});

test("it is taken from the address, and nothing of it stays there", () => {
  at("/logs?token=s3cret&level=ERROR");
  expect(tokenOf(window.location, window.history)).toBe("s3cret");
  expect(window.location.href).not.toContain("s3cret");
  expect(window.location.pathname + window.location.search).toBe("/logs?level=ERROR");
});

test("an address without one is left as it is", () => {
  at("/logs?level=ERROR");
  expect(tokenOf(window.location, window.history)).toBe("");
  expect(window.location.search).toBe("?level=ERROR");
});
