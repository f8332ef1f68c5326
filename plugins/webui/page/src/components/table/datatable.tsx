// A table of any length: only the rows in sight are there. On a phone its rows are cards.
import { useMediaQuery } from "@mantine/hooks";
import { type ColumnDef, getCoreRowModel, getSortedRowModel, type SortingState, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Tone } from "../../api/types";
import { useAnchor } from "./anchor";
import { Cards } from "./cards";
import styles from "./datatable.module.css";
import { Heading } from "./heading";
import { type Sorting } from "./meta";
import { Line, Unfilled } from "./row";
import { useRowKeys } from "./rowkeys";

/** A list that is not all here: its length, and the rows that have come. `onRange` says which are in sight. */
export interface Source<Row> {
  total: number;
  rowAt: (index: number) => Row | undefined;
  onRange: (first: number, last: number) => void;
}

export interface DataTableProps<Row> {
  /** What the table is of, for screen readers. */
  label: string;
  // Each column has its own type of value, which only `any` can stand for (as in TanStack's own types).
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  columns: ColumnDef<Row, any>[];
  /** All rows, which the table sorts by itself; or a source, which the server sorts. */
  rows: readonly Row[] | Source<Row>;
  idOf: (row: Row) => string;
  /** Given when the server sorts: the keys are the columns' ids. */
  sorting?: Sorting;
  onSorting?: (sorting: Sorting) => void;
  /** How rows are sorted at first, when the table does it. */
  firstSorting?: Sorting;
  /** What the rows are ordered by, where it holds each at its place: what one reads is kept there when others come or go. */
  anchor?: string;
  /** Makes each row open something, by click or Enter. */
  onOpen?: (row: Row) => void;
  /** Which row is open now. */
  openId?: string;
  toneOf?: (row: Row) => Tone | undefined;
  /** What shows when there is no row. */
  empty: ReactNode;
  /** Fill the height of the parent (a flex column), rather than grow up to `maxHeight`. */
  fill?: boolean;
  maxHeight?: string;
  rowHeight?: number;
  /** A whole card of one's own, for phones. */
  card?: (row: Row) => ReactNode;
}

/** The height of the headings, which stay above the rows. */
const HEADINGS = 36;

/** The width below which the table scrolls sideways: the least of each track, and what lies between them. */
const leastOf = (tracks: readonly string[]) =>
  `calc(${[...tracks.map((track) => /^minmax\(([^,]+),/.exec(track)?.[1] ?? track), `${tracks.length + 1} * 1rem`].join(" + ")})`;

const stateOf = (sorting: Sorting | undefined): SortingState =>
  sorting ? [{ id: sorting.key, desc: sorting.order === "down" }] : [];

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, idOf, sorting, onSorting, firstSorting, anchor = "", empty, fill, maxHeight = "70dvh", rowHeight = 36 } = props;
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const scroller = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<SortingState>(stateOf(firstSorting));
  const source = "rowAt" in rows ? rows : null;
  const total = source ? source.total : (rows as readonly Row[]).length;

  // The virtualizer is not to be memoised, and is not.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? 104 : rowHeight),
    overscan: 8,
    scrollPaddingEnd: narrow ? 0 : HEADINGS,
    getItemKey: (index) => index,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const onRange = source?.onRange;
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => virtual.measure(), [virtual, narrow]);

  const here = useMemo(() => {
    if (!source) return rows as Row[];
    const window: Row[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = source.rowAt(index);
      if (row !== undefined) window.push(row);
    }
    return window;
  }, [source, rows, first, last]);

  const table = useReactTable({
    data: here,
    columns,
    getRowId: idOf,
    state: { sorting: onSorting ? stateOf(sorting) : own },
    manualSorting: onSorting !== undefined || source !== null,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: false,
    onSortingChange: (change) => {
      const next = typeof change === "function" ? change(onSorting ? stateOf(sorting) : own) : change;
      if (!onSorting) setOwn(next);
      else if (next[0]) onSorting({ key: next[0].id, order: next[0].desc ? "down" : "up" });
    },
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });

  const model = table.getRowModel();
  const rowAt = (index: number) => {
    if (!source) return model.rows[index];
    const row = source.rowAt(index);
    return row === undefined ? undefined : model.rowsById[idOf(row)];
  };
  const tracks = table.getVisibleLeafColumns().map((column) => column.columnDef.meta?.width ?? "minmax(6rem, 1fr)");
  const idAt = (index: number) => rowAt(index)?.id;
  useAnchor(scroller, narrow ? "" : anchor, rowHeight, { first, last, keyAt: idAt });
  const rowKeys = useRowKeys(total, (index) => virtual.scrollToIndex(index), scroller);

  const reachable = rowKeys.at >= first && rowKeys.at <= last ? rowKeys.at : first;

  if (total === 0) return <div className={styles.frame}>{empty}</div>;
  const size = { "--tracks": tracks.join(" "), "--least": leastOf(tracks), "--row": `${rowHeight}px`, maxHeight: fill ? undefined : maxHeight } as React.CSSProperties;
  if (narrow)
    return (
      // What scrolls has to be reached by the keyboard, where its cards are not.
      <div
        ref={scroller}
        className={styles.frame}
        data-fill={fill || undefined}
        data-cards
        style={size}
        tabIndex={props.onOpen ? undefined : 0}
        role={props.onOpen ? undefined : "region"}
        aria-label={props.onOpen ? undefined : label}
      >
        <Cards {...props} virtual={virtual} rowAt={rowAt} total={total} />
      </div>
    );
  return (
    <div ref={scroller} className={styles.frame} data-fill={fill || undefined} style={size}>
      <div role="grid" aria-label={label} aria-rowcount={total + 1} className={styles.grid} onKeyDown={rowKeys.onKeyDown}>
        <div role="rowgroup" className={styles.headings}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {table.getFlatHeaders().map((header) => (
              <Heading key={header.id} header={header} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rowAt(item.index);
            const place = { index: item.index, top: item.start, reachable: item.index === reachable };
            if (!row) return <Unfilled key={item.key} {...place} cells={table.getVisibleLeafColumns().length} />;
            return <Line key={item.key} {...place} {...props} row={row} onReach={() => rowKeys.reach(item.index)} />;
          })}
        </div>
      </div>
    </div>
  );
}
