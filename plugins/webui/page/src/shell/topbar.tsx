// The bar at the top of a phone: the name, going elsewhere, the menu.
import { ActionIcon, Burger } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "wouter";
import { Brand } from "./brand";
import { LiveSign } from "./livesign";
import { openPalette } from "./palette";
import styles from "./shell.module.css";

export function TopBar({ opened, toggle }: { opened: boolean; toggle: () => void }) {
  return (
    <header className={styles.top}>
      <Burger opened={opened} onClick={toggle} size="sm" aria-label={opened ? "Close the menu" : "Open the menu"} />
      <Link href="/" className={styles.home}>
        <Brand size={22} />
      </Link>
      <LiveSign short />
      <ActionIcon size="lg" aria-label="Go to…" onClick={openPalette}>
        <IconSearch size={20} stroke={1.7} />
      </ActionIcon>
    </header>
  );
}
