// A table that a plugin declares.
import { Table } from "@mantine/core";
import type { Shape } from "../../api/types";
import { Empty } from "../../components/states";
import styles from "./panels.module.css";

export function PanelTable({ table, title }: { table: Shape<"PanelTable">; title: string }) {
  if (table.rows.length === 0) return <Empty title="The table is empty" />;
  return (
    <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
      <Table striped={false} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            {table.columns.map((column, at) => (
              <Table.Th key={column} scope="col" ta={isOfNumbers(table, at) ? "right" : undefined}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row, index) => (
            <Table.Tr key={index}>
              {row.map((cell, at) => (
                <Table.Td key={at} ta={isOfNumbers(table, at) ? "right" : undefined}>
                  {cellText(cell)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Figures stand under one another, if there is nothing else in their column. */
function isOfNumbers({ rows }: Shape<"PanelTable">, column: number): boolean {
  return rows.some((row) => typeof row[column] === "number") && rows.every((row) => row[column] === null || typeof row[column] === "number");
}

function cellText(cell: string | number | boolean | null): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "number" ? cell.toLocaleString("en") : cell;
}
