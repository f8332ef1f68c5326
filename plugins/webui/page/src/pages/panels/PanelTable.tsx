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
            {table.columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row, index) => (
            <Table.Tr key={index}>
              {row.map((cell, at) => (
                <Table.Td key={at} ta={typeof cell === "number" ? "right" : undefined}>
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

function cellText(cell: string | number | boolean | null): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "number" ? cell.toLocaleString("en") : cell;
}
