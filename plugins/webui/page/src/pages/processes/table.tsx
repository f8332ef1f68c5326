// The processes in a table, each with a button that starts it anew and the way to its log.
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFileText, IconRotateClockwise } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { Link } from "wouter";
import { useMay } from "../../api/hooks/session";
import { useRestart } from "../../api/hooks/state";
import type { Shape } from "../../api/types";
import { Bytes, Moment, Since } from "../../components/amounts";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";
import { Empty } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { ToneBadge } from "../../components/tone";
import { useLogOf } from "./logof";
import styles from "./processes.module.css";

type Process = Shape<"Process">;

const KINDS: Record<string, string> = {
  supervisor: "Starts the others",
  client: "Speaks to qBittorrent",
  worker: "Looks after a section",
  page: "This page",
};

const column = createColumnHelper<Process>();
const COLUMNS = [
  column.accessor("name", {
    header: "Name",
    cell: ({ row: { original } }) => (
      <span className={styles.name}>
        <b>{original.name}</b>
        <span className="soft">{KINDS[original.kind] ?? original.kind}</span>
      </span>
    ),
    meta: { width: "minmax(9rem, 1.4fr)", card: "title" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row: { original } }) => <ToneBadge tone={original.tone}>{original.state}</ToneBadge>,
    meta: { width: "minmax(9.5rem, 1.1fr)" },
  }),
  column.accessor("since", {
    header: "For",
    cell: ({ getValue }) => <Since at={getValue()} />,
    meta: { width: "minmax(5rem, 0.7fr)" },
  }),
  column.accessor("restarts", { header: "Restarts", meta: { width: "4.75rem", align: "end" } }),
  column.accessor("memory", {
    header: "Memory",
    cell: ({ getValue }) => <Bytes of={getValue()} none="–" />,
    meta: { width: "5rem", align: "end" },
  }),
  column.accessor("last_beat", {
    header: "Last heard",
    cell: ({ getValue }) => <Moment at={getValue()} none="–" />,
    meta: { width: "minmax(6rem, 0.8fr)" },
  }),
  column.accessor("reason", {
    header: "Because",
    cell: ({ getValue }) => (
      <span className={styles.reason} title={getValue()}>
        {getValue()}
      </span>
    ),
    enableSorting: false,
    meta: { width: "minmax(8rem, 3fr)", card: "wide" },
  }),
  column.display({
    id: "ways",
    header: () => <span className="hidden">What can be done</span>,
    cell: ({ row: { original } }) => <Ways process={original} />,
    meta: { width: "4.25rem", align: "end", label: "What can be done", card: "corner" },
  }),
];

export function Table({ processes }: { processes: readonly Process[] }) {
  return (
    <DataTable
      label="Processes"
      columns={COLUMNS}
      rows={processes}
      idOf={({ name }) => name}
      toneOf={({ tone }) => tone}
      rowHeight={48}
      maxHeight="none"
      empty={<Empty title="Nothing runs">The supervisor has not told of any process yet.</Empty>}
    />
  );
}

function Ways({ process: { name, kind } }: { process: Process }) {
  const restart = useRestart();
  const confirm = useConfirm();
  const may = useMay("act");
  const log = useLogOf(name, kind);
  const ask = async () => {
    const sure = await confirm({
      title: `Restart ${name}?`,
      text:
        kind === "page"
          ? "This page is away for a moment, and comes back by itself."
          : "It finishes what it has begun and starts anew. Nothing is lost: what it knows is in the database.",
      label: "Restart",
    });
    if (sure) restart.mutate(name, { onSuccess: (done) => say(done, `${name} starts anew.`), onError: sayFailed });
  };
  return (
    <span className={styles.ways}>
      {log && (
        <Tooltip label="Its log">
          <ActionIcon component={Link} href={`/logs/${encodeURIComponent(log)}`} aria-label={`The log of ${name}`}>
            <IconFileText size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {may && kind !== "supervisor" && (
        <Tooltip label="Restart">
          <ActionIcon aria-label={`Restart ${name}`} loading={restart.isPending} onClick={() => void ask()}>
            <IconRotateClockwise size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
