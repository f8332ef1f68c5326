// What one is reading stays under one's eyes when rows come or go above it.
import { type RefObject, useLayoutEffect, useRef } from "react";

/** How many rows further down the row is that was read last; 0 when it is not to be seen any more. */
export function shiftOf(anchor: { key: string; index: number } | undefined, found: ReadonlyMap<string, number>): number {
  const index = anchor && found.get(anchor.key);
  return anchor === undefined || index === undefined ? 0 : index - anchor.index;
}

interface Rows {
  first: number;
  last: number;
  keyAt: (index: number) => string | undefined;
}

/** `order` is what the rows are sorted by: nothing is held while it changes, nor when it is empty. */
export function useAnchor(box: RefObject<HTMLElement | null>, order: string, height: number, { first, last, keyAt }: Rows) {
  const anchor = useRef<{ key: string; index: number; order: string }>(undefined);
  useLayoutEffect(() => {
    const place = box.current;
    if (!place || !order) return;
    const found = new Map<string, number>();
    for (let index = first; index <= last; index += 1) {
      const key = keyAt(index);
      if (key !== undefined) found.set(key, index);
    }
    const moved = shiftOf(anchor.current?.order === order ? anchor.current : undefined, found);
    if (moved && place.scrollTop >= height) place.scrollBy({ top: moved * height, behavior: "instant" });
    const index = Math.floor(place.scrollTop / height);
    const key = keyAt(index);
    anchor.current = key === undefined ? undefined : { key, index, order };
  });
}
