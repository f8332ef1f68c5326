// What is not saved yet, kept while one looks at other pages; never written anywhere, as it may hold secrets.
import { useSyncExternalStore } from "react";
import { count, EMPTY, type Draft } from "../../forms/draft";

interface Held {
  draft: Draft;
  /** Which version of the file it was made for. */
  fingerprint: string;
}

let held: Held = { draft: EMPTY, fingerprint: "" };
const listeners = new Set<() => void>();

function hold(next: Held): void {
  held = next;
  if (count(held.draft) > 0) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
  listeners.forEach((listener) => listener());
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Change the draft. The first change says which version of the file it is for. */
export function change(fingerprint: string, next: (draft: Draft) => Draft): void {
  const draft = next(held.draft);
  hold({ draft, fingerprint: count(held.draft) === 0 ? fingerprint : held.fingerprint });
}

/** Take the changes over to another version of the file. */
export function carryOver(fingerprint: string, draft: Draft): void {
  hold({ draft, fingerprint });
}

export function discard(): void {
  hold({ draft: EMPTY, fingerprint: "" });
}

export function useHeld(): Held {
  return useSyncExternalStore(subscribe, () => held);
}
