// How often a throttled call is made.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttled } from "./throttle";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("the first call is made at once, a flood once more at the end of the pause", () => {
  const act = vi.fn();
  const call = throttled(act, 1_000);
  for (let time = 0; time < 50; time += 1) call();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(2);
});

test("what is stopped makes no last call", () => {
  const act = vi.fn();
  const call = throttled(act, 1_000);
  call();
  call();
  call.stop();
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(1);
});
