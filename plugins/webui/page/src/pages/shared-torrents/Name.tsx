// A torrent's name, and beneath it in small what else it is called by.
import styles from "./shared.module.css";

export function Name({ name, under }: { name: string; under: readonly string[] }) {
  return (
    <>
      <span className={styles.strong} title={name}>
        {name}
      </span>
      <span className={styles.under}>{under.filter(Boolean).join(" · ")}</span>
    </>
  );
}
