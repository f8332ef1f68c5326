// Amounts and moments in their elements, so that they look and read alike everywhere.
import { useCallback } from "react";
import { bytes, duration, speed } from "../words/amounts";
import { useTime } from "../words/clock";
import { absolute, relative } from "../words/moments";

/** How long ago or until when; ticks; the whole date shows when the pointer rests on it. */
export function Moment({ at, none = "never" }: { at: string | null | undefined; none?: string }) {
  const said = useTime(useCallback((now: number) => (at ? relative(at, now) : none), [at, none]));
  if (!at) return <span className="soft">{none}</span>;
  return (
    <time dateTime={at} title={absolute(at)}>
      {said}
    </time>
  );
}

/** How long since a moment, without “ago”: 2 d 4 h. */
export function Since({ at }: { at: string }) {
  const said = useTime(
    useCallback((now: number) => duration(Math.max(0, Math.floor((now - new Date(at).getTime()) / 1000))), [at]),
  );
  return (
    <time dateTime={at} title={`since ${absolute(at)}`}>
      {said}
    </time>
  );
}

export function Bytes({ of, none = "unknown" }: { of: number | null | undefined; none?: string }) {
  if (of === null || of === undefined) return <span className="soft">{none}</span>;
  return <span title={`${of.toLocaleString("en")} bytes`}>{bytes(of)}</span>;
}

export function Speed({ of }: { of: number }) {
  return <span className={of === 0 ? "soft" : undefined}>{speed(of)}</span>;
}

export function Duration({ of, none = "unknown" }: { of: number | null | undefined; none?: string }) {
  if (of === null || of === undefined) return <span className="soft">{none}</span>;
  return <span>{duration(of)}</span>;
}
