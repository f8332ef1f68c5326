// What shows when there is nothing, not yet anything, or a failure.
import { Button, Skeleton, Stack } from "@mantine/core";
import { IconPlugConnectedX, IconRefresh, type TablerIcon } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sentenceOf } from "../api/errors";
import styles from "./states.module.css";
import { ToneIcon } from "./tone";

interface EmptyProps {
  icon?: TablerIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is there, and why that is so. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className={styles.state}>
      {Icon && <Icon size={36} stroke={1.4} className={styles.icon} aria-hidden />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}

/** A failure in the server's own words, with another try. */
export function Failed({ error, retry, title = "This could not be shown" }: { error: unknown; retry?: () => void; title?: string }) {
  return (
    <div className={styles.state} role="alert">
      <IconPlugConnectedX size={36} stroke={1.4} className={styles.icon} data-bad aria-hidden />
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{sentenceOf(error)}</div>
      {retry && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Lines of the height that the rows will have. */
export function Loading({ rows = 6, height = 36, gap = 8 }: { rows?: number; height?: number; gap?: number }) {
  return (
    <Stack gap={gap} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  );
}

interface AnswerProps<T> {
  of: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  loading?: ReactNode;
  children: (told: T) => ReactNode;
}

/** What a query answers, or its loading, or its failure. What is old stays, with a word that it is. */
export function Answer<T>({ of: { data, error, refetch }, loading = <Loading />, children }: AnswerProps<T>) {
  if (data === undefined) return error ? <Failed error={error} retry={() => void refetch()} /> : loading;
  return (
    <>
      {error && <Stale error={error} retry={() => void refetch()} />}
      {children(data)}
    </>
  );
}

export function Stale({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={styles.stale} role="status">
      <ToneIcon tone="attention" />
      <span>What is shown may be old. {sentenceOf(error)}</span>
      <Button variant="subtle" size="compact-sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
