// How amounts and moments are said.
import { expect, test } from "vitest";
import { bytes, duration, share, speed } from "./amounts";
import { relative } from "./moments";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "0.98 KiB"],
  [1536, "1.50 KiB"],
  [1023.9 * 1024, "1.00 MiB"],
  [48_300_000, "46.1 MiB"],
  [1_840_000_000_000, "1.67 TiB"],
  [-2048, "−2.00 KiB"],
])("%d bytes are %s", (amount, said) => expect(bytes(amount)).toBe(said));

test("a speed is bytes a second", () => expect(speed(2048)).toBe("2.00 KiB/s"));

test.each([
  [0, "0 s"],
  [0.02, "0.1 s"],
  [59.6, "1 min"],
  [3_600, "1 h"],
  [3_601, "1 h"],
  [90_000, "1 d 1 h"],
  [86_460, "1 d"],
  [-30, "−30 s"],
])("%d seconds are %s", (seconds, said) => expect(duration(seconds)).toBe(said));

test.each([
  [0, "0 %"],
  [0.4299, "42 %"],
  [0.9999, "99.9 %"],
  [1, "100 %"],
])("a share of %d is %s", (part, said) => expect(share(part)).toBe(said));

test.each([
  [0, "now"],
  [-12, "12 s ago"],
  [200, "in 3 min"],
  [-7_200, "2 h ago"],
  [-3 * 86_400, "3 d ago"],
])("a moment %d seconds away is %s", (seconds, said) => {
  const now = Date.UTC(2026, 2, 1);
  expect(relative(new Date(now + seconds * 1000), now)).toBe(said);
});
