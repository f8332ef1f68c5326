// The rows of a table as cards, for phones.
import { Skeleton } from "@mantine/core";
import { flexRender, type Row as TableRow } from "@tanstack/react-table";
import type { Virtualizer } from "@tanstack/react-virtual";
import type { ReactNode } from "react";
import type { DataTableProps } from "./datatable";
import styles from "./datatable.module.css";
import { meantOther } from "./row";

interface CardsProps<Row> extends DataTableProps<Row> {
  virtual: Virtualizer<HTMLDivElement, Element>;
  rowAt: (index: number) => TableRow<Row> | undefined;
  total: number;
}

export function Cards<Row>({ label, virtual, rowAt, total, onOpen, toneOf, card }: CardsProps<Row>) {
  return (
    <ul aria-label={label} className={styles.cards} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rowAt(item.index);
        const open = row && onOpen && (() => onOpen(row.original));
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={total}
            aria-posinset={item.index + 1}
            className={styles.place}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <div
              className={styles.card}
              data-tone={row && toneOf?.(row.original)}
              role={open ? "button" : undefined}
              tabIndex={open ? 0 : undefined}
              onClick={open && ((event) => !meantOther(event) && open())}
              onKeyDown={
                open &&
                ((event) => {
                  if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ")) return;
                  event.preventDefault();
                  open();
                })
              }
            >
              {row ? (card?.(row.original) ?? <Content row={row} />) : <Skeleton height={64} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Content<Row>({ row }: { row: TableRow<Row> }) {
  const cells = row.getVisibleCells();
  const titles: ReactNode[] = [];
  const corners: ReactNode[] = [];
  const lines: ReactNode[] = [];
  for (const cell of cells) {
    const { meta, header } = cell.column.columnDef;
    const shown = flexRender(cell.column.columnDef.cell, cell.getContext());
    if (meta?.card === "none" || cell.getValue() === "") continue;
    if (meta?.card === "title") titles.push(<div key={cell.id}>{shown}</div>);
    else if (meta?.card === "corner") corners.push(<div key={cell.id}>{shown}</div>);
    else
      lines.push(
        <div key={cell.id} className={styles.line} data-wide={meta?.card === "wide" || undefined}>
          <span className="soft">{typeof header === "string" ? header : (meta?.label ?? "")}</span>
          <span>{shown}</span>
        </div>,
      );
  }
  return (
    <>
      <div className={styles.top}>
        <div className={styles.title}>{titles}</div>
        {corners.length > 0 && <div className={styles.corner}>{corners}</div>}
      </div>
      <div className={styles.lines}>{lines}</div>
    </>
  );
}
