// What would be searched for next, each at the earliest, and what waits for what.
import { Button } from "@mantine/core";
import { IconRefresh, IconSearchOff } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { useSearchPlan } from "../../api/hooks/search";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { count } from "../../words/amounts";
import { Notes } from "../shared-torrents/Notes";
import { number, words } from "../shared-torrents/words";
import styles from "./search.module.css";

type Planned = Shape<"PlannedSearch">;
type Waiting = Shape<"WaitingMedia">;

const NEXT = 100;
const SEARCHES: ColumnDef<Planned, unknown>[] = [
  { id: "at", header: "When", accessorFn: (one) => (one.at ? Date.parse(one.at) : Infinity), meta: { width: "7rem" }, cell: ({ row }) => <Moment at={row.original.at} none="not known" /> },
  { id: "title", header: "Search for", accessorKey: "title", meta: { width: "minmax(12rem, 2fr)", card: "title" } },
  { id: "section", header: "Section", accessorKey: "section", meta: { width: "minmax(6rem, 1fr)" } },
  { id: "want", header: "Why", accessorKey: "want", meta: { width: "minmax(8rem, 1fr)" }, cell: ({ row: { original: one } }) => `${words(one.want)}${one.urgent ? ", urgent" : ""}` },
  { id: "media", header: "Media", accessorKey: "media", meta: { width: "5rem", align: "end" } },
  { id: "cost", header: "Costs", accessorKey: "cost", meta: { width: "6.5rem", align: "end" }, cell: ({ row: { original: one } }) => number(one.cost, "search", "searches") },
];
const WAITING: ColumnDef<Waiting, unknown>[] = [
  { id: "reason", header: "Not searched for now, as", accessorKey: "reason", meta: { width: "minmax(12rem, 2fr)", card: "title" } },
  { id: "section", header: "Section", accessorKey: "section", meta: { width: "minmax(6rem, 1fr)" } },
  { id: "media", header: "Media", accessorKey: "media", meta: { width: "5rem", align: "end" }, cell: ({ row }) => count(row.original.media) },
  { id: "first", header: "The first until", accessorFn: (one) => (one.first_until ? Date.parse(one.first_until) : Infinity), meta: { width: "9rem" }, cell: ({ row }) => <Moment at={row.original.first_until} none="not known" /> },
];

export function Plan() {
  const plan = useSearchPlan(NEXT);
  return (
    <Answer of={plan} loading={<Reading />}>
      {({ at, due, searches, waiting, notes }) => (
        <div className={styles.column}>
          <div className={styles.bar}>
            <span className="soft">
              {due > searches.length ? `The next ${searches.length} of ${count(due)} searches` : number(due, "search", "searches")}, each at the earliest. Looked{" "}
              <Moment at={at} />.
            </span>
            <Button variant="default" size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden />} loading={plan.isFetching} onClick={() => void plan.refetch()}>
              Look again
            </Button>
          </div>
          <Notes of={notes} />
          <DataTable
            label="What comes next"
            columns={SEARCHES}
            rows={searches}
            idOf={(one) => `${one.section}/${one.title}/${one.want}/${one.at}`}
            empty={<Empty icon={IconSearchOff} title="Nothing would be searched for">Below, or on the first tab, stands why.</Empty>}
          />
          {waiting.length > 0 && (
            <DataTable
              label="What waits"
              columns={WAITING}
              rows={waiting}
              idOf={(one) => `${one.section}/${one.reason}`}
              firstSorting={{ key: "media", order: "down" }}
              empty=""
            />
          )}
        </div>
      )}
    </Answer>
  );
}

function Reading() {
  return (
    <Section>
      <p className="soft">Reading the libraries. With large ones this takes a while …</p>
      <Loading rows={6} height={32} />
    </Section>
  );
}
