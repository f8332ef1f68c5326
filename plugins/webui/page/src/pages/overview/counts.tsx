// What goes on, in numbers; each leads to what it counts.
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { count } from "../../words/amounts";
import styles from "./overview.module.css";

type Counts = Shape<"Counts">;

const FIGURES: readonly (readonly [keyof Counts, string, string])[] = [
  ["torrents", "Torrents", "/torrents"],
  ["downloading", "Downloading", "/torrents?stage=downloading"],
  ["seeding", "Seeding", "/torrents?stage=seeding"],
  ["imported_today", "Imported today", "/activity?action=imported"],
  ["removed_today", "Removed today", "/activity?action=remove"],
  ["searches_today", "Searches today", "/search"],
  ["quarantine", "In quarantine", "/quarantine"],
  ["rejected", "Waiting for you", "/torrents?attention=true"],
  ["protected", "Protected", "/torrents"],
];

export function Counts({ counts }: { counts: Counts }) {
  return (
    <ul className={styles.counts} aria-label="In numbers">
      {FIGURES.map(([key, label, to]) => (
        <li key={key}>
          <Link href={to} className={styles.figure} data-none={counts[key] === 0 || undefined}>
            <span className={styles.number}>{count(counts[key])}</span>
            <span className={styles.label}>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
