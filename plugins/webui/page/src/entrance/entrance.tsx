// The frame of what shows before one is inside.
import { Loader } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Brand } from "../shell/brand";
import { SchemeSwitch } from "../shell/account";
import styles from "./entrance.module.css";

export function Entrance({ title, children }: { title?: string; children: ReactNode }) {
  useDocumentTitle(title ? `${title} · qbitrr` : "qbitrr");
  return (
    <main className={styles.entrance}>
      <div className={styles.brand}>
        <Brand size={36} />
      </div>
      <div className={styles.card}>
        {title && <h1 className={styles.title}>{title}</h1>}
        {children}
      </div>
      <div className={styles.scheme}>
        <SchemeSwitch />
      </div>
    </main>
  );
}

export function Splash() {
  return (
    <div className={styles.splash} role="status" aria-label="Loading">
      <Loader size="sm" color="gray" />
    </div>
  );
}
