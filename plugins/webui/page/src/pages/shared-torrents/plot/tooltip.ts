// What a plot says at the pointer: the moment, and each value there.
import type UPlot from "uplot";
import { absolute, day } from "../../../words/moments";
import type { PlotProps } from "./Plot";
import styles from "./plot.module.css";

export function tooltip({ at, series, format = String, daily }: PlotProps): UPlot.Plugin {
  const box = document.createElement("div");
  box.className = styles.tooltip ?? "";
  box.hidden = true;

  const lines = (index: number) => {
    const moment = new Date((at[index] ?? 0) * 1000);
    const said = series.flatMap(({ label, values }) => {
      const value = values[index];
      return value === null || value === undefined ? [] : [`${label}: ${format(value)}`];
    });
    return [daily ? day(moment) : absolute(moment), ...said];
  };
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left } = plot.cursor;
        box.hidden = idx === null || idx === undefined || left === undefined || left < 0;
        if (box.hidden || typeof idx !== "number") return;
        box.replaceChildren(
          ...lines(idx).map((line) => {
            const row = document.createElement("div");
            row.textContent = line;
            return row;
          }),
        );
        const right = (left ?? 0) > plot.over.clientWidth / 2;
        box.style.left = right ? "" : `${(left ?? 0) + 12}px`;
        box.style.right = right ? `${plot.over.clientWidth - (left ?? 0) + 12}px` : "";
      },
    },
  };
}
