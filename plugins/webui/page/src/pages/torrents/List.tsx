// The list itself, of whatever length: the rows in sight are asked for, and j and k go on while the drawer is open.
import { useHotkeys } from "@mantine/hooks";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { Filter } from "../../api/hooks/downloads";
import type { Shape } from "../../api/types";
import { DataTable } from "../../components/table/datatable";
import { Card } from "./Card";
import { columnsOf } from "./columns";
import type { Column, ListQuery, Sort } from "./query";
import { useRows } from "./rows";
import { windowsOf } from "./windows";

type Download = Shape<"Download">;

interface Props {
  query: ListQuery;
  filter: Filter;
  total: number;
  /** Rows to show until those of this filter have come. */
  before: readonly Download[] | undefined;
  columns: readonly Column[];
  /** The identity of the torrent whose drawer is open. */
  open: string | undefined;
  pathOf: (one: Download) => string;
  onOpen: (one: Download) => void;
  onSort: (sort: Sort) => void;
  empty: ReactNode;
}

/** Orders in which a torrent moves only because others come and go; in the others it is the place that one reads. */
const LASTING = new Set<Sort>(["name", "client", "owner", "added", "size"]);
const ROW = 50;

export const idOf = (one: { client: string; hash: string }) => `${one.client}/${one.hash}`;

export function List({ query, filter, total, before, columns, open, pathOf, onOpen, onSort, empty }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<readonly [number, number]>([0, 30]);
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const rows = useRows(filter, windowsOf(range[0], range[1], total));
  const rowAt = (index: number) => (before ? before[index] : rows.get(index));
  const shown = useMemo(() => columnsOf(columns, pathOf), [columns, pathOf]);

  const step = (by: number) => {
    if (inAQuestion()) return;
    const at = open ? [...rows].find(([, row]) => idOf(row) === open)?.[0] : undefined;
    const next = at === undefined ? undefined : rowAt(at + by);
    if (next) onOpen(next);
    else if (!open) box.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  };
  useHotkeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
  ]);

  return (
    <div ref={box} style={{ display: "contents" }}>
      <DataTable
        fill
        label="Torrents"
        columns={shown}
        rows={{ total, rowAt, onRange }}
        idOf={idOf}
        sorting={{ key: query.sort, order: query.order }}
        onSorting={({ key }) => onSort(key as Sort)}
        anchor={LASTING.has(query.sort) ? `${query.sort} ${query.order}` : ""}
        rowHeight={ROW}
        onOpen={onOpen}
        openId={open ?? ""}
        toneOf={(one) => one.tone}
        card={(one) => <Card one={one} />}
        empty={empty}
      />
    </div>
  );
}

/** Whether a question is asked: its keys are its own. */
function inAQuestion(): boolean {
  const dialog = document.activeElement?.closest('[role="dialog"]');
  return dialog !== null && dialog !== undefined && !dialog.matches("[data-why], :has([data-why])");
}
