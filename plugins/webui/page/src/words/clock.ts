// One clock for the whole page: everything that shows the time listens to the same tick.
import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What a function of the time gives; renders again only when that changes. */
export function useTime<T extends string | number | boolean>(of: (now: number) => T): T {
  const read = useCallback(() => of(Date.now()), [of]);
  return useSyncExternalStore(subscribe, read);
}
