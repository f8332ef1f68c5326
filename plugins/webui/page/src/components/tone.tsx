// How grave something is: always an icon and a word, never colour alone.
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPointFilled, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Tone } from "../api/types";
import styles from "./tone.module.css";

const ICONS: Record<Tone, TablerIcon> = {
  good: IconCircleCheck,
  neutral: IconPointFilled,
  attention: IconAlertTriangle,
  bad: IconCircleX,
};

export function ToneIcon({ tone, size = 16 }: { tone: Tone; size?: number }) {
  const Icon = ICONS[tone];
  return <Icon size={size} className={styles.icon} data-tone={tone} aria-hidden stroke={2} />;
}

/** A word with its tone. `plain` has no ground, for tables. */
export function ToneBadge({ tone, children, plain = false }: { tone: Tone; children: ReactNode; plain?: boolean }) {
  return (
    <span className={styles.badge} data-tone={tone} data-plain={plain || undefined}>
      <ToneIcon tone={tone} size={14} />
      <span className={styles.word}>{children}</span>
    </span>
  );
}
