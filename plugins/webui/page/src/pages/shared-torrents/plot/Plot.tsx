// A plot over time, drawn when it is looked at; and the same figures as a table for those who read rather than look.
import { Button, Skeleton, Table } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { type CSSProperties, lazy, Suspense, useState } from "react";
import { absolute, day } from "../../../words/moments";
import styles from "./plot.module.css";

export interface Series {
  label: string;
  /** One value for each moment; null where nothing is known. */
  values: readonly (number | null)[];
  /** A dashed line among points: a median, a limit. */
  mark?: boolean;
}

export interface PlotProps {
  /** What is plotted, for screen readers and the table. */
  label: string;
  /** Seconds since 1970, growing. */
  at: readonly number[];
  series: readonly Series[];
  /** lines, bars beside or on one another, or points. */
  kind?: "lines" | "bars" | "stack" | "points";
  format?: (value: number) => string;
  height?: number;
  /** The moments are whole days. */
  daily?: boolean;
  /** The axis has marks at these distances only: whole numbers, or sizes that people know. */
  steps?: readonly number[];
  /** A logarithmic scale, for values of very different sizes. */
  logarithmic?: boolean;
}

const Drawing = lazy(() => import("./Drawing"));

export function Plot(props: PlotProps) {
  const { label, at, height = 200 } = props;
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.figure} aria-label={label}>
      {asTable ? (
        <Figures {...props} />
      ) : (
        <div style={{ minHeight: height }} role="img" aria-label={`${label}: a plot of ${at.length} moments. The table beside it has the figures.`}>
          <Suspense fallback={<Skeleton height={height} />}>
            <Drawing {...props} height={height} />
          </Suspense>
        </div>
      )}
      <figcaption className={styles.foot}>
        <ul className={styles.legend} aria-label="Colours">
          {props.series.map((series, index) => (
            <li key={series.label}>
              <span className={styles.swatch} data-mark={series.mark || undefined} style={{ "--swatch": `var(--plot-${(index % 6) + 1})` } as CSSProperties} />
              {series.label}
            </li>
          ))}
        </ul>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={asTable ? <IconChartLine size={14} /> : <IconTable size={14} />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? "Show as plot" : "Show as table"}
        </Button>
      </figcaption>
    </figure>
  );
}

function Figures({ label, at, series, format = String, height = 200, daily }: PlotProps) {
  return (
    // A region that scrolls has to be reached by the keyboard.
    <div className={styles.figures} style={{ height }} tabIndex={0} role="region" aria-label={`${label}, as a table`}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{daily ? "Day" : "Moment"}</Table.Th>
            {series.map((each) => (
              <Table.Th key={each.label} ta="end">
                {each.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {newestFirst(at).map(([moment, index]) => (
            <Table.Tr key={index}>
              <Table.Td>{daily ? day(new Date(moment * 1000)) : absolute(new Date(moment * 1000))}</Table.Td>
              {series.map((each) => {
                const value = each.values[index];
                return (
                  <Table.Td key={each.label} ta="end">
                    {value === null || value === undefined ? "–" : format(value)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const newestFirst = (at: readonly number[]) => at.map((moment, index) => [moment, index] as const).reverse();
