import { describe, expect, test } from "vitest";

import { durationInWords, readDuration, readSize, sizeInWords } from "./measures";

describe("a duration", () => {
  test.each([
    ["30", 30],
    ["0.5", 0.5],
    ["15m", 900],
    ["1h30m", 5400],
    ["1h 30m", 5400],
    ["7D", 604_800],
    ["2w", 1_209_600],
    [" 90s ", 90],
    ["1.5h", 5400],
  ])("%s is %d seconds", (text, seconds) => expect(readDuration(text)).toBe(seconds));

  test.each(["", "M", "15M", "-1", "-5m", "an hour", "1h-30m", "1y", "h1", "1e3", "9999999999d"])("%s is none", (text) =>
    expect(readDuration(text)).toBeNull(),
  );

  test.each([
    ["1h30m", "1 hour 30 minutes"],
    ["90m", "1 hour 30 minutes"],
    ["1d", "1 day"],
    ["2w", "14 days"],
    ["0s", "0 seconds"],
    ["0.5s", "0.5 seconds"],
    ["30", ""],
    ["soon", ""],
  ])("%s is read as %s", (text, words) => expect(durationInWords(text)).toBe(words));
});

describe("a size", () => {
  test.each([
    ["0", 0],
    ["1048576", 1_048_576],
    ["500M", 524_288_000],
    ["10g", 10_737_418_240],
    ["1T", 1_099_511_627_776],
    ["1KB", 1024],
    ["1 KiB", 1024],
    ["1.5G", 1_610_612_736],
  ])("%s is %d bytes", (text, bytes) => expect(readSize(text)).toBe(bytes));

  test.each(["", "-1", "ten", "10X", "G", "1e9", "1,5G"])("%s is none", (text) => expect(readSize(text)).toBeNull());

  test.each([
    ["1536M", "1.5 GiB"],
    ["1T", "1 TiB"],
    ["1", "1 byte"],
    ["0", "0 bytes"],
    ["nothing", ""],
  ])("%s is read as %s", (text, words) => expect(sizeInWords(text)).toBe(words));
});
