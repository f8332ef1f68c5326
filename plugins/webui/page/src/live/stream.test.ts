// Streams of events: what is heard, and how a broken one is opened again.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen, type Status } from "./stream";

class Source extends EventTarget {
  static opened: Source[] = [];
  onopen?: () => void;
  onerror?: () => void;
  closed = false;
  constructor(readonly address: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.closed = true;
  }
  tell(event: string, data: string) {
    this.dispatchEvent(new MessageEvent(event, { data }));
  }
}

const open = (address: string) => new Source(address) as unknown as EventSource;
const newest = () => Source.opened.at(-1) as Source;
const statuses: Status[] = [];
const heard: string[] = [];
const start = () => listen("/api/events", { events: { state: (data) => heard.push(data) }, status: (now) => statuses.push(now) }, open);

beforeEach(() => {
  vi.useFakeTimers();
  Source.opened = [];
  statuses.length = heard.length = 0;
});
afterEach(() => vi.useRealTimers());

test("events are heard by their names", () => {
  start();
  newest().onopen?.();
  newest().tell("state", "1");
  newest().tell("other", "2");
  expect(heard).toEqual(["1"]);
  expect(statuses).toEqual(["connecting", "live"]);
});

test("a broken stream is opened again, after pauses that grow and begin anew when it was live", () => {
  start();
  for (const pause of [1_000, 2_000, 4_000]) {
    const before = Source.opened.length;
    newest().onerror?.();
    expect(newest().closed).toBe(true);
    vi.advanceTimersByTime(pause - 1);
    expect(Source.opened.length).toBe(before);
    vi.advanceTimersByTime(1);
    expect(Source.opened.length).toBe(before + 1);
  }
  newest().onopen?.();
  newest().onerror?.();
  vi.advanceTimersByTime(1_000);
  expect(Source.opened.length).toBe(5);
});

test("nothing is opened any more when one stops", () => {
  const stop = start();
  newest().onerror?.();
  stop();
  vi.advanceTimersByTime(100_000);
  expect(Source.opened.length).toBe(1);
});
