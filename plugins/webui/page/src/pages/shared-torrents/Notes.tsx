// What an answer does not rest on, or a person should know first.
import type { ReactNode } from "react";
import type { Tone } from "../../api/types";
import { ToneIcon } from "../../components/tone";
import styles from "./shared.module.css";

export function Notes({ of }: { of: readonly string[] }) {
  return of.length ? (
    <ul className={styles.notes}>
      {of.map((note) => (
        <li key={note}>
          <ToneIcon tone="attention" />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  ) : null;
}

/** One thing that is true of the whole page. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={styles.notice} data-tone={tone} role="note">
      <ToneIcon tone={tone} size={22} />
      <div>{children}</div>
    </div>
  );
}
