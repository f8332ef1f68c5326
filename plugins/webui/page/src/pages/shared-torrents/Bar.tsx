// A share as a bar, for beside the number that says it.
import type { Tone } from "../../api/types";
import styles from "./shared.module.css";

export function Bar({ part, tone }: { part: number; tone?: Tone }) {
  return (
    <span className={styles.bar} data-tone={tone} data-some={part > 0 || undefined} aria-hidden>
      <span style={{ width: `${Math.min(1, Math.max(0, part)) * 100}%` }} />
    </span>
  );
}
