// Counts of each day, upon one another, or the one within the other.
import { useMemo } from "react";
import type { Shape } from "../../api/types";
import { count } from "../../words/amounts";
import { Plot } from "./plot/Plot";
import { WHOLE } from "./plot/steps";
import { stacked } from "./series";

interface Props {
  label: string;
  of: readonly Shape<"DayCount">[];
  nameOf?: (name: string) => string;
  /** The counts are parts of one another, the greatest first, rather than of one whole. */
  within?: readonly string[];
  empty: string;
  height?: number;
}

export function DaysPlot({ label, of, nameOf = String, within, empty, height = 220 }: Props) {
  const { days, series } = useMemo(() => {
    const { days, names, counts } = stacked(of);
    const order = within?.filter((name) => names.includes(name)) ?? names;
    return { days, series: order.map((name) => ({ label: nameOf(name), values: counts[names.indexOf(name)] ?? [] })) };
  }, [of, nameOf, within]);
  if (series.length === 0) return <p className="soft">{empty}</p>;
  return <Plot label={label} at={days} series={series} kind={within ? "bars" : "stack"} format={count} height={height} steps={WHOLE} daily />;
}
