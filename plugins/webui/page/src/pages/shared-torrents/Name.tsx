// A torrent's name, and beneath it in small what else it is called by.
import { Link } from "wouter";
import styles from "./shared.module.css";

/** With a ``path`` the name leads there. */
export function Name({ name, under, path }: { name: string; under: readonly string[]; path?: string }) {
  return (
    <>
      {path ? (
        <Link href={path} className={`${styles.name} ${styles.strong}`} title={name}>
          {name}
        </Link>
      ) : (
        <span className={styles.strong} title={name}>
          {name}
        </span>
      )}
      <span className={styles.under}>{under.filter(Boolean).join(" · ")}</span>
    </>
  );
}
