// Draws a plot with uPlot, in the colours of the scheme and as wide as its place. Fetched only when a plot is shown.
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import UPlot, { type AlignedData, type Options, type Series } from "uplot";
import "uplot/dist/uPlot.min.css";
import type { PlotProps } from "./Plot";
import styles from "./plot.module.css";
import { tooltip } from "./tooltip";

/** The values on one another, the last on top: each is drawn behind those before it. */
function heaped({ series }: PlotProps): (number | null)[][] {
  const sums: number[] = [];
  return series.map(({ values }) => values.map((value, index) => (sums[index] = (sums[index] ?? 0) + (value ?? 0))));
}

function dataOf(plot: PlotProps): AlignedData {
  const values = plot.kind === "stack" ? heaped(plot).reverse() : plot.series.map((series) => [...series.values]);
  return [[...plot.at], ...values] as AlignedData;
}

const HOUR = 3_600;
const HALF_A_DAY = 43_200;
const DAY = 86_400;
const days = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const hours = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** Days, or hours where the marks are closer than days. */
function moments(_: UPlot, marks: number[]): string[] {
  const close = marks.length > 1 && (marks[1] ?? 0) - (marks[0] ?? 0) < DAY * 0.9;
  return marks.map((mark) => (close ? hours : days).format(mark * 1000));
}

/** As wide as the longest of its words. */
const widthOf = (_: UPlot, words: string[] | null) => 18 + 7 * Math.max(3, ...(words ?? []).map((word) => word.length));

const BARS = UPlot.paths.bars?.({ size: [0.7, 40], align: 0 });

/** From the first moment to the last; with room for what is a whole day wide, or has no width at all. */
function span({ at, daily = false }: PlotProps): [number, number] {
  const first = at[0] ?? 0; // of a single moment uPlot itself makes many years
  const last = at[at.length - 1] ?? first;
  return daily || last - first < HOUR ? [first - HALF_A_DAY, last + HALF_A_DAY] : [first, last];
}

function optionsOf(plot: PlotProps, width: number, css: CSSStyleDeclaration): Options {
  const { kind = "lines", format = String, height = 200, logarithmic = false, steps } = plot;
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const lines = plot.series.map((series, index): Series => {
    const stroke = colour(`--plot-${(index % 6) + 1}`);
    const bars = kind === "bars" || kind === "stack";
    return {
      label: series.label,
      stroke,
      width: bars ? 0 : series.mark ? 1.5 : 2,
      dash: series.mark ? [6, 4] : undefined,
      fill: bars ? stroke : undefined,
      paths: bars ? BARS : kind === "points" && !series.mark ? () => null : undefined,
      points: kind === "points" && !series.mark ? { show: true, size: 6, fill: stroke } : { show: false },
      spanGaps: series.mark ?? false,
    };
  });
  const axis = {
    stroke: colour("--text-soft"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: kind === "lines" } },
    padding: [10, 22, 0, 0],
    scales: {
      x: { range: () => span(plot) },
      y: logarithmic ? { distr: 3 } : { range: (_, low, high) => [Math.min(0, low), high <= 0 ? 1 : high * 1.08] },
    },
    axes: [
      { ...axis, space: 64, size: 30, values: moments },
      { ...axis, size: widthOf, incrs: steps && [...steps], values: (_, marks) => marks.map((mark) => (mark === null ? "" : format(mark))) },
    ],
    series: [{}, ...(kind === "stack" ? lines.reverse() : lines)],
    plugins: [tooltip(plot)],
  };
}

export default function Drawing({ label, at, series, kind, format, height, daily, steps, logarithmic }: PlotProps) {
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    if (!place.current || width === 0) return;
    const plot = { label, at, series, kind, format, height, daily, steps, logarithmic };
    const drawn = new UPlot(optionsOf(plot, width, getComputedStyle(document.documentElement)), dataOf(plot), place.current);
    return () => drawn.destroy();
  }, [label, at, series, kind, format, height, daily, steps, logarithmic, width, scheme]);

  return (
    <div ref={ref}>
      <div ref={place} className={styles.drawing} />
    </div>
  );
}
