// Names and values in two columns.
import type { ReactNode } from "react";
import { seenIn } from "./evidence";
import styles from "./shared.module.css";

interface Props {
  of: readonly (readonly [string, ReactNode])[];
  /** One after the other, as many as fit into a line. */
  flowing?: boolean;
}

export function Pairs({ of, flowing = false }: Props) {
  const known = of.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  return (
    <dl className={flowing ? styles.flowing : styles.pairs}>
      {known.map(([name, value]) => (
        <div key={name} className={styles.pair}>
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
  return seen.length ? <Pairs flowing of={seen.map(({ name, value }) => [name, value] as const)} /> : null;
}
