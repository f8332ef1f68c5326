// The pages: where each is, how it is called, by which keys it is reached. Each is fetched when it is opened.
import {
  IconActivity,
  IconAdjustments,
  IconArchive,
  IconChartAreaLine,
  IconCpu,
  IconDatabase,
  IconDownload,
  IconFileText,
  IconHome,
  IconKey,
  IconListCheck,
  IconLayoutGrid,
  IconPlug,
  IconSearch,
  IconSeedling,
  type TablerIcon,
} from "@tabler/icons-react";
import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { Shape } from "../api/types";

export type Group = "now" | "care" | "system" | "settings";

export interface PageEntry {
  name: string;
  path: string;
  title: string;
  /** What one finds there, for the palette. */
  about: string;
  icon: TablerIcon;
  group: Group;
  /** The letter after g that goes there. */
  letter: string;
  needs: Shape<"Scope">;
  page: LazyExoticComponent<ComponentType>;
}

type Load = () => Promise<{ default: ComponentType }>;
const page = (entry: Omit<PageEntry, "page" | "needs"> & { needs?: Shape<"Scope"> }, load: Load): PageEntry => ({
  needs: "read",
  ...entry,
  page: lazy(load),
});

export const PAGES: readonly PageEntry[] = [
  page(
    { name: "overview", path: "/", title: "Overview", about: "What needs attention, and what goes on", icon: IconHome, group: "now", letter: "o" },
    () => import("./overview"),
  ),
  page(
    { name: "torrents", path: "/torrents", title: "Torrents", about: "Every torrent: its state, its health, what comes next and why", icon: IconDownload, group: "now", letter: "t" },
    () => import("./torrents"),
  ),
  page(
    { name: "plan", path: "/plan", title: "Plan", about: "What would be done with each torrent now", icon: IconListCheck, group: "now", letter: "w" },
    () => import("./plan"),
  ),
  page(
    { name: "activity", path: "/activity", title: "Activity", about: "What was done, why, and how to take it back", icon: IconActivity, group: "now", letter: "a" },
    () => import("./activity"),
  ),
  page(
    { name: "quarantine", path: "/quarantine", title: "Quarantine", about: "What was removed and can still be restored", icon: IconArchive, group: "care", letter: "q" },
    () => import("./quarantine"),
  ),
  page(
    { name: "search", path: "/search", title: "Library search", about: "The budget of searches, the plan, what they brought", icon: IconSearch, group: "care", letter: "s" },
    () => import("./search"),
  ),
  page(
    { name: "seeding", path: "/seeding", title: "Seeding", about: "What torrents owe their trackers", icon: IconSeedling, group: "care", letter: "e" },
    () => import("./seeding"),
  ),
  page(
    { name: "space", path: "/space", title: "Disk space", about: "Free space now and over time", icon: IconDatabase, group: "care", letter: "d" },
    () => import("./space"),
  ),
  page(
    { name: "statistics", path: "/statistics", title: "Statistics", about: "Speed of imports, removals by reason, searches", icon: IconChartAreaLine, group: "care", letter: "i" },
    () => import("./statistics"),
  ),
  page(
    { name: "processes", path: "/processes", title: "Processes", about: "What runs, since when; restart", icon: IconCpu, group: "system", letter: "p" },
    () => import("./processes"),
  ),
  page(
    { name: "logs", path: "/logs", title: "Logs", about: "What each process says, live", icon: IconFileText, group: "system", letter: "l" },
    () => import("./logs"),
  ),
  page(
    { name: "plugins", path: "/plugins", title: "Plugins", about: "What is installed, and switched on", icon: IconPlug, group: "system", letter: "u" },
    () => import("./plugins"),
  ),
  page(
    { name: "panels", path: "/panels", title: "Panels", about: "What plugins add to this page", icon: IconLayoutGrid, group: "system", letter: "n" },
    () => import("./panels"),
  ),
  page(
    { name: "configuration", path: "/configuration", title: "Configuration", about: "Every option, with a look at what a change would do", icon: IconAdjustments, group: "settings", letter: "c", needs: "admin" },
    () => import("./configuration"),
  ),
  page(
    { name: "access", path: "/access", title: "Access", about: "Password, API keys, signing out", icon: IconKey, group: "settings", letter: "x" },
    () => import("./access"),
  ),
];

/** The set-up wizard: reached by a link where nothing is configured, not by the navigation. */
export const SetUp = lazy(() => import("./setup"));

export const pageAt = (path: string): PageEntry | undefined =>
  PAGES.find((entry) => (entry.path === "/" ? path === "/" : path === entry.path || path.startsWith(`${entry.path}/`)));
