// A quiet word on whether the page hears of changes as they happen.
import { useLive } from "../live/live";
import styles from "./livesign.module.css";

const WORDS = { live: "Live", connecting: "Connecting…", offline: "Not connected: trying again" } as const;

export function LiveSign({ short = false }: { short?: boolean }) {
  const { status } = useLive();
  if (short && status === "live") return null;
  return (
    <p className={styles.sign} data-status={status} role="status">
      <span className={styles.dot} aria-hidden />
      {WORDS[status]}
    </p>
  );
}
