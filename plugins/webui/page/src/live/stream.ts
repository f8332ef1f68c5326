// One stream of events from the server: opened, and opened again with growing pauses when it breaks off.
export type Status = "connecting" | "live" | "offline";

const FIRST = 1_000;
const LONGEST = 60_000;

export interface Heard {
  /** What to do with the data of each event, by the event's name. */
  events: Record<string, (data: string) => void>;
  status: (status: Status) => void;
}

/** Listen until the returned function is called. The browser's own retries are not used: they never slow down. */
export function listen(address: string, heard: Heard, open = (at: string) => new EventSource(at)): () => void {
  let pause = FIRST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const connect = () => {
    heard.status("connecting");
    source = open(address);
    source.onopen = () => {
      pause = FIRST;
      heard.status("live");
    };
    source.onerror = () => {
      source?.close();
      heard.status("offline");
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST);
    };
    for (const [name, act] of Object.entries(heard.events))
      source.addEventListener(name, (event) => act((event as MessageEvent<string>).data));
  };

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
