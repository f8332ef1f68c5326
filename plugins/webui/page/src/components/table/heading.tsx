// The heading of one column; a button when the column can be sorted.
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { flexRender, type Header } from "@tanstack/react-table";
import styles from "./datatable.module.css";

const ARIA = { asc: "ascending", desc: "descending" } as const;

export function Heading<Row>({ header }: { header: Header<Row, unknown> }) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const said = flexRender(column.columnDef.header, header.getContext());
  const Icon = sorted === "asc" ? IconArrowUp : sorted === "desc" ? IconArrowDown : IconArrowsSort;
  return (
    <div
      role="columnheader"
      className={styles.heading}
      data-align={column.columnDef.meta?.align}
      aria-sort={column.getCanSort() ? (sorted ? ARIA[sorted] : "none") : undefined}
      aria-label={column.columnDef.meta?.label}
    >
      {column.getCanSort() ? (
        <button type="button" className={styles.sort} onClick={() => column.toggleSorting()} data-sorted={sorted || undefined}>
          <span className="cut">{said}</span>
          <Icon size={13} aria-hidden />
        </button>
      ) : (
        <span className="cut">{said}</span>
      )}
    </div>
  );
}
