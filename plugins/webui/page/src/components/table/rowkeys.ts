// Moves among the rows of a table by the keyboard: arrows or j and k, Page Up and Down, Home, End. One row at a time is in the tab order.
import { type KeyboardEvent, type RefObject, useState } from "react";

const PAGE = 15;

export function useRowKeys(total: number, scrollTo: (index: number) => void, scroller: RefObject<HTMLElement | null>) {
  const [at, setAt] = useState(0);

  const go = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setAt(next);
    scrollTo(next);
    // The row may have to be made first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`)?.focus({ preventScroll: true }),
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute("role") !== "row") return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      j: at + 1,
      k: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: total - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  return { at, reach: setAt, onKeyDown };
}
