// The frame around the pages: navigation, the phone's bars, shortcuts, and the region that scrolls.
import { Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useSession } from "../api/hooks/session";
import { ConfirmProvider } from "../components/confirm";
import { LiveProvider } from "../live/live";
import { useOpeningSetUp } from "../pages/setup/opening";
import { BottomBar } from "./bottombar";
import { Navigation } from "./navigation";
import { Palette } from "./palette";
import { Routes } from "./routes";
import { Shortcuts } from "./shortcuts";
import styles from "./shell.module.css";
import { TopBar } from "./topbar";

export function Shell() {
  const [path, go] = useLocation();
  const { data: session } = useSession();
  const [opened, menu] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  const place = path.split("/")[1];
  const { close } = menu;
  useOpeningSetUp();

  useEffect(close, [path, close]);
  // Who opens the page while nothing is configured is led to the set-up, once.
  const start = useRef(path === "/" && session?.wizard_needed === true && session.scopes.includes("admin"));
  useEffect(() => {
    if (start.current) go("/setup", { replace: true });
    start.current = false;
  }, [go]);
  useEffect(() => {
    main.current?.scrollTo(0, 0); // in newer browsers it returns a promise, which is no clean-up
  }, [place]);

  return (
    <LiveProvider>
      <ConfirmProvider>
        <a className={styles.skip} href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
          Skip to the content
        </a>
        <div className={styles.shell} data-opened={opened || undefined}>
          <TopBar opened={opened} toggle={menu.toggle} />
          <Navigation />
          {opened && <button type="button" className={styles.veil} aria-label="Close the menu" onClick={menu.close} />}
          <main id="main" ref={main} tabIndex={0} className={styles.main}>
            <Suspense fallback={<Waiting />}>
              <Routes />
            </Suspense>
          </main>
          <BottomBar opened={opened} toggle={menu.toggle} />
        </div>
        <Palette />
        <Shortcuts />
      </ConfirmProvider>
    </LiveProvider>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting} role="status" aria-label="Loading">
      <Skeleton height={28} width={180} />
      <Skeleton height={120} />
      <Skeleton height={240} />
    </div>
  );
}
