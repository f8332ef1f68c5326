// How often a rule has found a torrent bad, of how often suffices.
import styles from "./shared.module.css";

const MOST_DOTS = 12;

export function Strikes({ count, of }: { count: number; of: number }) {
  const dots = of <= MOST_DOTS ? Array.from({ length: of }, (_, at) => at < count) : [];
  return (
    <span className={styles.dots} data-full={count >= of || undefined}>
      {dots.map((struck, at) => (
        <span key={at} className={styles.dot} data-struck={struck || undefined} aria-hidden />
      ))}
      <span>
        {count} of {of} strikes
      </span>
    </span>
  );
}
