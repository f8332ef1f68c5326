// A few numbers that matter, each above what it counts.
import type { ReactNode } from "react";
import styles from "./shared.module.css";

export function Figures({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.figures}>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
