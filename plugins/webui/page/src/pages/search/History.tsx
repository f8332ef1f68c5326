// What was searched for, the newest first, and what it brought.
import { IconSearch } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { useSearchHistory } from "../../api/hooks/search";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Answer, Empty, Loading } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { ToneBadge } from "../../components/tone";
import { number, words } from "../shared-torrents/words";

type Searched = Shape<"Searched">;

const COLUMNS: ColumnDef<Searched, unknown>[] = [
  { id: "at", header: "When", accessorFn: (one) => Date.parse(one.at), meta: { width: "6.5rem" }, cell: ({ row }) => <Moment at={row.original.at} /> },
  { id: "title", header: "Searched for", accessorKey: "title", meta: { width: "minmax(12rem, 2fr)", card: "title" } },
  { id: "section", header: "Section", accessorKey: "section", meta: { width: "minmax(6rem, 0.8fr)" } },
  { id: "want", header: "Why", accessorKey: "want", meta: { width: "minmax(8rem, 1fr)" }, cell: ({ row }) => words(row.original.want) },
  { id: "grabs", header: "Brought", accessorFn: (one) => one.grabs ?? -1, meta: { width: "minmax(12rem, 2fr)", card: "wide" }, cell: ({ row }) => <Brought of={row.original} /> },
];

export function History() {
  const history = useSearchHistory();
  return (
    <Answer of={history} loading={<Loading rows={10} height={32} />}>
      {({ searches }) => (
        <DataTable
          label="What was searched for"
          columns={COLUMNS}
          rows={searches}
          idOf={(one) => String(one.id)}
          empty={
            <Empty icon={IconSearch} title="Nothing was searched for so far">
              Each search is written down here, with what it brought.
            </Empty>
          }
        />
      )}
    </Answer>
  );
}

function Brought({ of: { grabs, grabbed, state } }: { of: Searched }) {
  if (grabs === null) return <span className="soft">{state === "begun" ? "not known whether it was made" : "not known yet"}</span>;
  if (grabs === 0) return <span className="soft">nothing</span>;
  return (
    <ToneBadge tone="good" plain>
      {grabbed || number(grabs, "release")}
      {grabs > 1 && grabbed ? ` and ${grabs - 1} more` : ""}
    </ToneBadge>
  );
}
