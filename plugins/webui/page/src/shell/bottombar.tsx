// The bar at the bottom of a phone: the pages that people open most, and the menu for the rest.
import { IconMenu2 } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { pageAt } from "../pages";
import { usePages } from "./navigation";
import styles from "./shell.module.css";

const MOST = ["overview", "torrents", "activity", "logs"];

export function BottomBar({ opened, toggle }: { opened: boolean; toggle: () => void }) {
  const [path] = useLocation();
  const current = pageAt(path);
  const pages = usePages().filter(({ name }) => MOST.includes(name));
  return (
    <nav className={styles.bottom} aria-label="Most used pages">
      {pages.map(({ path: to, title, icon: Icon }) => (
        <Link key={to} href={to} className={styles.tab} aria-current={current?.path === to && !opened ? "page" : undefined}>
          <Icon size={21} stroke={1.7} aria-hidden />
          <span>{title}</span>
        </Link>
      ))}
      <button type="button" className={styles.tab} aria-expanded={opened} onClick={toggle}>
        <IconMenu2 size={21} stroke={1.7} aria-hidden />
        <span>More</span>
      </button>
    </nav>
  );
}
