// How long imports took, as points for each section and a line at their median. Pure.
import type { Shape } from "../../api/types";
import type { Series } from "../shared-torrents/plot/Plot";

/** What is drawn of an import that took no time at all: a logarithm has no place for it. */
const LEAST = 0.1;

export function speedsOf(imports: readonly Shape<"ImportSpeed">[], median: number | null): { at: number[]; series: Series[] } {
  const ordered = [...imports].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const owners = [...new Set(ordered.map((one) => one.owner))].sort();
  const series: Series[] = owners.map((label) => ({
    label,
    values: ordered.map((one) => (one.owner === label ? Math.max(LEAST, one.seconds) : null)),
  }));
  const last = ordered.length - 1;
  if (median !== null && last > 0) {
    const line = ordered.map((_, index) => (index === 0 || index === last ? Math.max(LEAST, median) : null));
    series.push({ label: "Median", values: line, mark: true });
  }
  return { at: ordered.map((one) => Date.parse(one.at) / 1000), series };
}
