// What a failed call says.
import { expect, test } from "vitest";
import { Refusal, refusalOf } from "./errors";

test("the server's own sentence is kept", async () => {
  const error = { code: "conflict", message: "Somebody else has changed the file.", problems: [] };
  const refusal = await refusalOf(Response.json({ error }, { status: 409 }));
  expect([refusal.status, refusal.code, refusal.message]).toEqual([409, "conflict", "Somebody else has changed the file."]);
  expect(refusal.unreachable).toBe(false);
});

test("an answer of something in between is said to be one", async () => {
  const refusal = await refusalOf(new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }));
  expect(refusal.message).toContain("502 Bad Gateway");
  expect(refusal.unreachable).toBe(true);
});

test("no answer at all is out of reach", () => {
  expect(new Refusal(0, "unreachable", "").unreachable).toBe(true);
});
