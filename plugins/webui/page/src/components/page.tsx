// The frame of every page: its heading, what it is for, what can be done, and the content.
import { Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import styles from "./page.module.css";

interface PageProps {
  title: string;
  /** One sentence, or figures, beside the heading. */
  about?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  /** The content fills the window and scrolls inside, as tables and logs do. */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ title, about, actions, fill = false, children }: PageProps) {
  useDocumentTitle(`${title} · qbitrr`);
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <PageHeader title={title} about={about} actions={actions} />
      {children}
    </div>
  );
}

export function PageHeader({ title, about, actions }: Pick<PageProps, "title" | "about" | "actions">) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <Title order={1}>{title}</Title>
        {about && <div className={styles.about}>{about}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

/** A part of a page with its own heading, on a surface of its own. `flush` lets tables reach the edges. */
export function Section({
  title,
  about,
  actions,
  flush = false,
  children,
}: Pick<PageProps, "about" | "actions" | "children"> & { title?: string; flush?: boolean }) {
  return (
    <section className={styles.section} aria-label={title}>
      {title && (
        <div className={styles.head}>
          <div className={styles.words}>
            <Title order={2}>{title}</Title>
            {about && <div className={styles.about}>{about}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      <div className={styles.body} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
