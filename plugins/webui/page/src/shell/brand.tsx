// The sign and the name.
import styles from "./brand.module.css";

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className={styles.mark}>
      <rect width="32" height="32" rx="8" fill="#12757a" />
      <circle cx="14.5" cy="14.5" r="7" fill="none" stroke="#fff" strokeWidth="3.2" />
      <path d="M14.5 14.5 25 25" stroke="#8fe0d6" strokeWidth="3.2" strokeLinecap="round" />
      <circle cx="14.5" cy="14.5" r="2" fill="#8fe0d6" />
    </svg>
  );
}

export function Brand({ size = 24 }: { size?: number }) {
  return (
    <span className={styles.brand}>
      <Mark size={size} />
      <span className={styles.name}>qbitrr</span>
    </span>
  );
}
