// One row of a table, and one whose content has not come yet.
import { Skeleton } from "@mantine/core";
import { flexRender, type Row as TableRow } from "@tanstack/react-table";
import type { MouseEvent } from "react";
import type { Tone } from "../../api/types";
import styles from "./datatable.module.css";

interface Place {
  index: number;
  top: number;
  /** Whether Tab comes to it. */
  reachable: boolean;
}

interface LineProps<Row> extends Place {
  row: TableRow<Row>;
  onOpen?: (row: Row) => void;
  openId?: string;
  toneOf?: (row: Row) => Tone | undefined;
  onReach: () => void;
}

/** Whether a click was on something of its own in the row: a link, a button, an input. */
export const meantOther = ({ target }: MouseEvent) => target instanceof Element && target.closest("a, button, input") !== null;

export function Line<Row>({ row, index, top, reachable, onOpen, openId, toneOf, onReach }: LineProps<Row>) {
  const open = onOpen && (() => onOpen(row.original));
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={openId === undefined ? undefined : row.id === openId}
      tabIndex={reachable ? 0 : -1}
      className={styles.row}
      data-tone={toneOf?.(row.original)}
      data-opens={open ? true : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onReach}
      onClick={open && ((event) => !meantOther(event) && open())}
      onKeyDown={
        open &&
        ((event) => {
          if (event.key === "Enter" && event.target === event.currentTarget) open();
        })
      }
    >
      {row.getVisibleCells().map((cell) => (
        <div key={cell.id} role="gridcell" className={styles.cell} data-align={cell.column.columnDef.meta?.align}>
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}

export function Unfilled({ index, top, reachable, cells }: Place & { cells: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      tabIndex={reachable ? 0 : -1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {Array.from({ length: cells }, (_, cell) => (
        <div key={cell} role="gridcell" className={styles.cell}>
          <Skeleton height={10} width={`${40 + ((index * 7 + cell * 13) % 50)}%`} />
        </div>
      ))}
    </div>
  );
}
