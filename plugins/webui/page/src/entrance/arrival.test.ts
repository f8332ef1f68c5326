// What an address brings along once.
import { beforeEach, expect, test } from "vitest";
import { arrivalOf } from "./arrival";

const at = (address: string) => window.history.replaceState(null, "", address);
const arrival = () => arrivalOf(window.location, window.history);
beforeEach(() => at("/"));

test("the token of a printed link is behind the #", () => {
  at("/logs?level=ERROR#token=s3cret");
  expect(arrival().token).toBe("s3cret");
  expect(window.location.href).toMatch(/\/logs\?level=ERROR$/);
});

test("it is taken from the address, and nothing of it stays there", () => {
  at("/logs?token=s3cret&level=ERROR");
  expect(arrival().token).toBe("s3cret");
  expect(window.location.href).not.toContain("s3cret");
  expect(window.location.pathname + window.location.search).toBe("/logs?level=ERROR");
});

test("why one was refused is told once: who comes back later finds a clean page", () => {
  at("/?refused=claim");
  expect(arrival().refused).toBe("claim");
  expect(window.location.search).toBe("");
  expect(arrival().refused).toBe("");
});

test("an address without either is left as it is", () => {
  at("/logs?level=ERROR#line-3");
  expect(arrival()).toEqual({ token: "", refused: "" });
  expect(window.location.search + window.location.hash).toBe("?level=ERROR#line-3");
});
