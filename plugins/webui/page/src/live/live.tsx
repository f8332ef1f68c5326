// What the server tells as it happens makes the answers that it concerns stale, and no more often than people can read.
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { address } from "../api/client";
import { keys } from "../api/queries";
import type { Shape } from "../api/types";
import { listen, type Status } from "./stream";
import { throttled } from "./throttle";

const STALE: Record<string, readonly (readonly string[])[]> = {
  state: [keys.overview, keys.processes, keys.health],
  downloads: [keys.downloads, keys.why, keys.overview, keys.quarantine],
  entry: [keys.decisions, keys.why, keys.quarantine, keys.overview, keys.obligations],
  plugins: [keys.plugins],
  config: [keys.config, keys.plugins, keys.panels],
};
const PAUSE = 2_000;

type Entry = Shape<"Entry">;
interface Live {
  status: Status;
  /** The newest thing done since the page was opened. */
  last: Entry | null;
}

const Context = createContext<Live>({ status: "connecting", last: null });
export const useLive = () => useContext(Context);

export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [status, setStatus] = useState<Status>("connecting");
  const [last, setLast] = useState<Entry | null>(null);
  const missed = useRef(false);

  useEffect(() => {
    const refresh = Object.entries(STALE).map(([event, stale]) => {
      const invalidate = () => stale.forEach((queryKey) => void queries.invalidateQueries({ queryKey }));
      return [event, throttled(invalidate, PAUSE)] as const;
    });
    const events = Object.fromEntries(
      refresh.map(([event, act]) => [
        event,
        (data: string) => {
          if (event === "entry") setLast(JSON.parse(data) as Entry);
          act();
        },
      ]),
    );
    const stop = listen(address("/api/events"), {
      events,
      status: (now) => {
        setStatus(now);
        // A stream ends with the session too, which it cannot say.
        if (now === "offline") void queries.invalidateQueries({ queryKey: keys.session });
        if (now === "live" && missed.current) refresh.forEach(([, act]) => act());
        missed.current = now === "offline" || missed.current;
        if (now === "live") missed.current = false;
      },
    });
    return () => {
      stop();
      refresh.forEach(([, act]) => act.stop());
    };
  }, [queries]);

  return <Context value={{ status, last }}>{children}</Context>;
}
