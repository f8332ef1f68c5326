// The columns of the list: what each is called, how wide it is, what it is sorted by, and what stands in it.
import { Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconLock, IconShield } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { ToneBadge } from "../../components/tone";
import { bytes, share, speed } from "../../words/amounts";
import { Bar } from "../shared-torrents/Bar";
import { wanted } from "../shared-torrents/deeds";
import { mediumOf, standing, words } from "../shared-torrents/words";
import type { Column, Sort } from "./query";
import styles from "./torrents.module.css";

type Download = Shape<"Download">;
type Path = (one: Download) => string;

interface Shown {
  title: string;
  width: string;
  /** What the server sorts by; none when it cannot. */
  sort?: Sort;
  end?: true;
  cell: (one: Download, pathOf: Path) => ReactNode;
}

const SHOWN: Record<Column, Shown> = {
  name: { title: "Name", width: "minmax(12rem, 2.4fr)", sort: "name", cell: (one, pathOf) => <Name one={one} path={pathOf(one)} /> },
  state: { title: "State", width: "5.5rem", sort: "state", cell: (one) => <State one={one} /> },
  owner: { title: "For", width: "minmax(6.5rem, 1fr)", sort: "owner", cell: (one) => <Owner one={one} /> },
  health: { title: "Health", width: "minmax(9rem, 1.5fr)", sort: "health", cell: (one) => <Health one={one} /> },
  progress: { title: "Progress", width: "5rem", sort: "progress", cell: (one) => <Progress one={one} /> },
  size: { title: "Size", width: "4.5rem", sort: "size", end: true, cell: (one) => bytes(one.size) },
  speed: { title: "Speed", width: "5.5rem", sort: "download_speed", end: true, cell: (one) => <Speeds one={one} /> },
  ratio: { title: "Ratio", width: "3.5rem", sort: "ratio", end: true, cell: (one) => one.ratio.toFixed(2) },
  next: { title: "Next", width: "minmax(6.5rem, 1fr)", sort: "look_again", cell: (one) => <Next one={one} /> },
  added: { title: "Added", width: "5.5rem", sort: "added", cell: (one) => <Moment at={one.added} /> },
  tracker: { title: "Tracker", width: "minmax(7rem, 0.8fr)", cell: (one) => <Tracker one={one} /> },
};

export const titleOf = (column: Column): string => SHOWN[column].title;

export function columnsOf(chosen: readonly Column[], pathOf: Path): ColumnDef<Download, unknown>[] {
  return chosen.map((column) => {
    const { title, width, sort, end, cell } = SHOWN[column];
    return {
      id: sort ?? column,
      header: title,
      accessorFn: () => null,
      enableSorting: sort !== undefined,
      meta: { width, ...(end ? { align: "end" as const } : {}) },
      cell: ({ row }) => cell(row.original, pathOf),
    };
  });
}

function Name({ one, path }: { one: Download; path: string }) {
  return (
    <>
      <Link href={path} className={styles.name} tabIndex={-1} title={one.name}>
        {one.name || one.hash.slice(0, 10)}
      </Link>
      <Small>{[one.client, one.category, ...one.tags].filter(Boolean).join(" · ")}</Small>
    </>
  );
}

function State({ one }: { one: Download }) {
  return (
    <>
      {words(one.state)}
      <Small>{one.stage && one.stage !== one.state ? words(one.stage) : ""}</Small>
    </>
  );
}

function Owner({ one }: { one: Download }) {
  if (!one.owner) return <span className="soft">nobody</span>;
  return (
    <>
      <span title={mediumOf(one)}>{mediumOf(one) || one.owner}</span>
      <Small>{mediumOf(one) ? one.owner : ""}</Small>
    </>
  );
}

function Health({ one }: { one: Download }) {
  const { word, tone, reason } = standing(one);
  return (
    <>
      <span className={styles.marks}>
        <ToneBadge tone={tone} plain>
          {word}
        </ToneBadge>
        {one.protected && (
          <Tooltip label={`Protected: ${one.protected}`}>
            <IconShield size={14} role="img" aria-label={`Protected: ${one.protected}`} />
          </Tooltip>
        )}
      </span>
      <Small>{one.rule && reason ? `${reason} (${one.rule})` : reason}</Small>
    </>
  );
}

function Progress({ one }: { one: Download }) {
  return (
    <span className={styles.progress}>
      <span>{share(one.progress)}</span>
      {one.progress < 1 && <Bar part={one.progress} />}
    </span>
  );
}

export function Speeds({ one }: { one: Download }) {
  if (!one.download_speed && !one.upload_speed) return <span className="soft">—</span>;
  return (
    <>
      {one.download_speed > 0 && <Flow of={one.download_speed} icon={IconArrowDown} word="down" />}
      {one.upload_speed > 0 && <Flow of={one.upload_speed} icon={IconArrowUp} word="up" />}
    </>
  );
}

function Flow({ of, icon: Icon, word }: { of: number; icon: typeof IconArrowDown; word: string }) {
  return (
    <span className={styles.flow}>
      <Icon size={12} role="img" aria-label={word} />
      {speed(of)}
    </span>
  );
}

function Next({ one }: { one: Download }) {
  return (
    <>
      {one.next_action ? (
        <span className={styles.next} title={one.next_why}>
          {wanted(one.next_action)}
        </span>
      ) : (
        <span className="soft" title={one.refused || one.next_why}>
          {one.refused ? "Kept: refused" : one.owner ? "Nothing" : "—"}
        </span>
      )}
      {one.next_at && (
        <Small>
          looks again <Moment at={one.next_at} />
        </Small>
      )}
    </>
  );
}

function Tracker({ one }: { one: Download }) {
  return (
    <span className={styles.marks}>
      {one.private && <IconLock size={12} role="img" aria-label="private" />}
      <span className="cut">{one.tracker || "none"}</span>
    </span>
  );
}

function Small({ children }: { children: ReactNode }) {
  return children ? (
    <span className={styles.small} title={typeof children === "string" ? children : undefined}>
      {children}
    </span>
  ) : null;
}
