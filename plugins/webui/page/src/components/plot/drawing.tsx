// Draws a plot with uPlot, in the colours of the scheme and as wide as its place. Fetched only when a plot is shown.
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import UPlot, { type AlignedData, type Options, type Series } from "uplot";
import "uplot/dist/uPlot.min.css";
import type { PlotProps } from "./plot";
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

const BARS = UPlot.paths.bars?.({ size: [0.7, 40], align: 0 });

function optionsOf(plot: PlotProps, width: number, css: CSSStyleDeclaration): Options {
  const { kind = "lines", format = String, height = 200, logarithmic = false } = plot;
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const lines = plot.series.map((series, index): Series => {
    const stroke = colour(`--plot-${(index % 6) + 1}`);
    const bars = kind === "bars" || kind === "stack";
    return {
      label: series.label,
      stroke,
      width: bars ? 0 : 2,
      fill: bars ? stroke : undefined,
      paths: bars ? BARS : kind === "points" ? () => null : undefined,
      points: kind === "points" ? { show: true, size: 6, fill: stroke } : { show: false },
      spanGaps: true,
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
    scales: { y: logarithmic ? { distr: 3 } : { range: (_, low, high) => [Math.min(0, low), high <= 0 ? 1 : high * 1.08] } },
    axes: [axis, { ...axis, size: 64, values: (_, marks) => marks.map((mark) => (mark === null ? "" : format(mark))) }],
    series: [{}, ...(kind === "stack" ? lines.reverse() : lines)],
    plugins: [tooltip(plot)],
  };
}

export default function Drawing({ label, at, series, kind, format, height, daily, logarithmic }: PlotProps) {
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    if (!place.current || width === 0) return;
    const plot = { label, at, series, kind, format, height, daily, logarithmic };
    const drawn = new UPlot(optionsOf(plot, width, getComputedStyle(document.documentElement)), dataOf(plot), place.current);
    return () => drawn.destroy();
  }, [label, at, series, kind, format, height, daily, logarithmic, width, scheme]);

  return (
    <div ref={ref}>
      <div ref={place} className={styles.drawing} />
    </div>
  );
}
