// Go anywhere, find a torrent, do something: by typing (Ctrl K). Fetched when it is first opened.
import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useState } from "react";

const Commands = lazy(() => import("./commands"));
const asked = new EventTarget();

export function openPalette(): void {
  asked.dispatchEvent(new Event("open"));
}

export function Palette() {
  const [times, setTimes] = useState(0);
  useHotkeys([["mod+K", openPalette]], []);
  useEffect(() => {
    const open = () => setTimes((before) => before + 1);
    asked.addEventListener("open", open);
    return () => asked.removeEventListener("open", open);
  }, []);
  if (times === 0) return null;
  return (
    <Suspense>
      <Commands asked={times} />
    </Suspense>
  );
}
