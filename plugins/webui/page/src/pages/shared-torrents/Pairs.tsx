// Names and values in two columns.
import type { ReactNode } from "react";
import { seenIn } from "./evidence";
import styles from "./shared.module.css";

export function Pairs({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  return (
    <dl className={styles.pairs}>
      {known.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a rule saw; nothing at all where it tells of nothing. */
export function Evidence({ of }: { of: unknown }) {
  const seen = seenIn(of);
  return seen.length ? <Pairs of={seen.map(({ name, value }) => [name, value] as const)} /> : null;
}
