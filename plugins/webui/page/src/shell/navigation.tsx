// The list of pages, in groups; at its foot who is signed in, and whether the page is live.
import { IconSearch } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { usePanels } from "../api/hooks/plugins";
import { useSession } from "../api/hooks/session";
import { type Group, pageAt, PAGES } from "../pages";
import { Account } from "./account";
import { Brand } from "./brand";
import { LiveSign } from "./livesign";
import styles from "./navigation.module.css";
import { openPalette } from "./palette";

const GROUPS: readonly [Group, string][] = [
  ["now", ""],
  ["care", "Looking after"],
  ["system", "System"],
  ["settings", "Settings"],
];

/** The pages that this session may see and that have something to show. */
export function usePages() {
  const { data: session } = useSession();
  const { data: panels } = usePanels(session?.signed_in);
  const any = (panels?.panels.length ?? 0) + (panels?.problems.length ?? 0) > 0;
  return PAGES.filter(({ name, needs }) => (session?.scopes.includes(needs) ?? false) && (name !== "panels" || any));
}

export function Navigation() {
  const [path] = useLocation();
  const pages = usePages();
  const { data: session } = useSession();
  const current = pageAt(path);
  return (
    <nav className={styles.nav} aria-label="Pages">
      <div className={styles.brand}>
        <Brand />
      </div>
      <button type="button" className={styles.search} onClick={openPalette}>
        <IconSearch size={15} aria-hidden />
        <span>Go to…</span>
        <kbd className={styles.keys}>Ctrl K</kbd>
      </button>
      <div className={styles.list}>
        {GROUPS.map(([group, title]) => {
          const there = pages.filter((entry) => entry.group === group);
          if (there.length === 0) return null;
          return (
            <div key={group} className={styles.group}>
              {title && <p className={styles.title}>{title}</p>}
              {there.map(({ path: to, title: name, icon: Icon }) => (
                <Link key={to} href={to} className={styles.link} aria-current={current?.path === to ? "page" : undefined}>
                  <Icon size={18} stroke={1.7} aria-hidden />
                  <span>{name}</span>
                </Link>
              ))}
            </div>
          );
        })}
      </div>
      <div className={styles.foot}>
        {session?.dry_run && <p className={styles.dry}>Dry run: nothing is changed</p>}
        <LiveSign />
        <Account />
      </div>
    </nav>
  );
}
