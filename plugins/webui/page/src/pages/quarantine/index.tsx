// Quarantine: what was taken away and can still be given back, what ends first on top.
import { Button } from "@mantine/core";
import { IconArchiveOff, IconArrowBackUp } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { useQuarantine } from "../../api/hooks/downloads";
import type { Shape } from "../../api/types";
import { Bytes, Moment } from "../../components/amounts";
import { Page } from "../../components/page";
import { Answer, Empty } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { bytes } from "../../words/amounts";
import { Name } from "../shared-torrents/Name";
import { Term } from "../shared-torrents/Term";
import { torrentPath } from "../shared-torrents/TorrentLink";
import { useUndo } from "../shared-torrents/undo";
import { number } from "../shared-torrents/words";
import styles from "../shared-torrents/shared.module.css";

type Held = Shape<"Held">;

const COLUMNS: ColumnDef<Held, unknown>[] = [
  {
    id: "name",
    header: "Torrent",
    accessorFn: (one) => one.name.toLowerCase(),
    meta: { width: "minmax(12rem, 2fr)", card: "title" },
    cell: ({ row: { original: one } }) => <Name name={one.name} path={torrentPath(one.client, one.hash)} under={[one.client, one.category, one.owner]} />,
  },
  {
    id: "reason",
    header: "Why",
    accessorKey: "reason",
    meta: { width: "minmax(10rem, 1.6fr)", card: "wide" },
    cell: ({ row: { original: one } }) => <span className={styles.wrapped} title={one.reason}>{one.reason}</span>,
  },
  {
    id: "held",
    header: "Since",
    accessorFn: (one) => Date.parse(one.held_at),
    meta: { width: "6rem" },
    cell: ({ row: { original: one } }) => <Moment at={one.held_at} />,
  },
  {
    id: "expires",
    header: "Deleted for good",
    accessorFn: (one) => Date.parse(one.expires_at),
    meta: { width: "8.5rem" },
    cell: ({ row: { original: one } }) => <Term from={one.held_at} to={one.expires_at} />,
  },
  {
    id: "size",
    header: "Size",
    accessorKey: "size",
    meta: { width: "5rem", align: "end" },
    cell: ({ row: { original: one } }) => <Bytes of={one.size} />,
  },
  {
    id: "restore",
    header: () => <span className="hidden">Restore</span>,
    enableSorting: false,
    meta: { width: "7rem", align: "end", label: "Restore", card: "corner" },
    cell: ({ row: { original: one } }) => <Restore of={one} />,
  },
];

export default function Quarantine() {
  const quarantine = useQuarantine();
  const told = quarantine.data;
  return (
    <Page
      fill
      title="Quarantine"
      about={told && told.held.length > 0 && `${number(told.held.length, "torrent")}, ${bytes(told.size)} that come back when they are deleted`}
    >
      <Answer of={quarantine}>
        {({ held }) => (
          <DataTable
            fill
            label="Quarantine"
            columns={COLUMNS}
            rows={held}
            idOf={(one) => `${one.client}/${one.hash}`}
            firstSorting={{ key: "expires", order: "up" }}
            rowHeight={50}
            empty={
              <Empty icon={IconArchiveOff} title="Nothing is in quarantine">
                What is removed is only stopped at first, and kept here for some days. Until its data is deleted it can be
                restored with one click.
              </Empty>
            }
          />
        )}
      </Answer>
    </Page>
  );
}

function Restore({ of }: { of: Held }) {
  const { ask, pending, may } = useUndo({ ...of, undo: "restore" });
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      aria-label={`Restore ${of.name}`}
      loading={pending}
      disabled={!may || !of.restorable}
      title={of.restorable ? undefined : "It cannot be restored"}
      onClick={ask}
    >
      Restore
    </Button>
  );
}
