// How much of a budget is used: in words, and as a bar.
import type { Shape } from "../../api/types";
import { Bar } from "../shared-torrents/Bar";
import styles from "./search.module.css";
import { ofLimit, usedUp } from "./waiting";

const NEARLY = 0.9;

export function Gauge({ title, of, small = false }: { title: string; of: Shape<"Used">; small?: boolean }) {
  const part = usedUp(of);
  return (
    <div className={styles.gauge} data-small={small || undefined}>
      <span className="soft">{title}</span>
      <span className={styles.amount}>{ofLimit(of)}</span>
      {of.limit !== null && <Bar part={part} tone={part >= NEARLY ? "attention" : undefined} />}
    </div>
  );
}
