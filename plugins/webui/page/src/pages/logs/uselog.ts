// Follows one log: the last lines, the new ones as they are written, and earlier ones when they are asked for.
import { useCallback, useEffect, useRef, useState } from "react";
import { address } from "../../api/client";
import { logLines } from "../../api/hooks/logs";
import { listen, type Status } from "../../live/stream";
import { caughtUp, deepened, grown, type Line, type Log, NOTHING, type Sought } from "./log";

const MANY = 300;
/** Milliseconds for which new lines are gathered, so that a flood is drawn a few times a second. */
const GATHERED = 200;

export interface Followed {
  log: Log;
  status: Status;
  /** Whether the first lines are still to come. */
  pending: boolean;
  error: unknown;
  retry: () => void;
  earlier: () => void;
  /** Whether earlier lines are being fetched. */
  deepening: boolean;
}

/** The component that uses this is made anew for another log or another search. */
export function useLog(sought: Sought): Followed {
  const { name, level, search } = sought;
  const [log, setLog] = useState<Log>(NOTHING);
  const [status, setStatus] = useState<Status>("connecting");
  const [pending, setPending] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [deepening, setDeepening] = useState(false);
  const [tries, setTries] = useState(0);
  const gone = useRef(new AbortController());

  useEffect(() => {
    const ending = new AbortController();
    gone.current = ending;
    const waiting: Line[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = false;

    const pour = () => {
      timer = undefined;
      const fresh = waiting.splice(0);
      setLog((before) => grown(before, fresh));
    };
    const catchUp = async () => {
      asked = true;
      try {
        const last = await logLines(name, { level, search, limit: MANY }, ending.signal);
        setLog((before) => caughtUp(before, last));
        setError(null);
      } catch (failure) {
        if (ending.signal.aborted) return;
        setError(failure);
      }
      setPending(false);
    };
    const query = new URLSearchParams({ level, search });
    const stop = listen(address(`/api/logs/${encodeURIComponent(name)}/live?${query}`), {
      events: {
        line: (data) => {
          waiting.push(JSON.parse(data) as Line);
          timer ??= setTimeout(pour, GATHERED);
        },
      },
      // The last lines are asked for once new ones are heard of, so that none falls between; and where none can be.
      status: (now) => {
        setStatus(now);
        if (now === "live" || (now === "offline" && !asked)) void catchUp();
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
      ending.abort();
    };
  }, [name, level, search, tries]);

  const first = log.lines[0]?.cursor;
  const earlier = useCallback(() => {
    if (first === undefined || deepening) return;
    const { signal } = gone.current;
    setDeepening(true);
    logLines(name, { level, search, limit: MANY, before: first }, signal)
      .then((told) => setLog((before) => (before.lines[0]?.cursor === first ? deepened(before, told) : before)))
      .catch((failure: unknown) => signal.aborted || setError(failure))
      .finally(() => setDeepening(false));
  }, [name, level, search, first, deepening]);

  return { log, status, pending, error, retry: () => setTries((before) => before + 1), earlier, deepening };
}
