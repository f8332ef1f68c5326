// Free space over time, a line for each client.
import { useMemo } from "react";
import type { Shape } from "../../api/types";
import { bytes } from "../../words/amounts";
import { Plot } from "./plot/Plot";
import { BINARY } from "./plot/steps";
import { joined } from "./series";

export function SpacePlot({ of, height = 260 }: { of: readonly Shape<"SpaceSample">[]; height?: number }) {
  const { times, series } = useMemo(() => {
    const { times, names, values } = joined(of);
    return { times, series: names.map((label, at) => ({ label, values: values[at] ?? [] })) };
  }, [of]);
  if (times.length < 2) return <p className="soft">It is noted every few minutes; a line needs some hours.</p>;
  return <Plot label="Free space over time" at={times} series={series} format={bytes} height={height} steps={BINARY} />;
}
