// Moves among the rows of a table by the keyboard: arrows or j and k, Page Up and Down, Home, End. One row at a time is in the tab order.
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";

const PAGE = 15;

export function useRowKeys(total: number, scrollTo: (index: number) => void, scroller: RefObject<HTMLElement | null>) {
  const [at, setAt] = useState(0);
  const wanted = useRef<number | null>(null);

  // The row may have to be made first, and made anew when its content comes.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const elsewhere = document.activeElement !== document.body && !scroller.current?.contains(document.activeElement);
    const row = scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${wanted.current + 2}"]`);
    if (!elsewhere) row?.focus({ preventScroll: true });
    if (elsewhere || (row && !row.hasAttribute("aria-busy"))) wanted.current = null;
  });

  const go = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    wanted.current = next;
    setAt(next);
    scrollTo(next);
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
  const reach = (index: number) => {
    if (index !== wanted.current) wanted.current = null;
    setAt(index);
  };
  return { at, reach, onKeyDown };
}
