// Statistics: how fast imports come, what was removed and why, what was done, what searches brought, space.
import { useMemo } from "react";
import type { Shape } from "../../api/types";
import { useStatistics } from "../../api/hooks/numbers";
import { Page, Section } from "../../components/page";
import { Answer, Loading } from "../../components/states";
import { duration } from "../../words/amounts";
import { Days, useDays } from "../shared-torrents/Days";
import { DaysPlot } from "../shared-torrents/DaysPlot";
import { noun } from "../shared-torrents/deeds";
import { Plot } from "../shared-torrents/plot/Plot";
import { SpacePlot } from "../shared-torrents/SpacePlot";
import { number } from "../shared-torrents/words";
import { SEARCHES, searchName } from "../shared-torrents/yield";
import { speedsOf } from "./speeds";
import styles from "./statistics.module.css";

const ruleName = (name: string) => (name === "core" ? "qbitrr itself" : name);

export default function Statistics() {
  const [days] = useDays();
  const statistics = useStatistics(days);
  return (
    <Page title="Statistics" actions={<Days />}>
      <Answer of={statistics} loading={<Loading rows={3} height={260} />}>
        {(told) => (
          <div className={styles.plots}>
            <Section
              title="From completion to import"
              about={told.import_median !== null && `${number(told.imports.length, "import")}, median ${duration(told.import_median)}`}
            >
              <Speeds of={told} />
            </Section>
            <Section title="Removals by reason">
              <DaysPlot label="Removals a day, by the rule whose reason it was" of={told.removals} nameOf={ruleName} empty="Nothing was removed in this time." />
            </Section>
            <Section title="What was done">
              <DaysPlot label="Actions a day" of={told.actions} nameOf={noun} empty="Nothing was done in this time." />
            </Section>
            <Section title="Searches, and what they brought">
              <DaysPlot label="Searches a day, and those that brought something" of={told.searches} nameOf={searchName} within={SEARCHES} empty="Nothing was searched for in this time." />
            </Section>
            <Section title="Free space">
              <SpacePlot of={told.space} height={220} />
            </Section>
          </div>
        )}
      </Answer>
    </Page>
  );
}

function Speeds({ of: { imports, import_median } }: { of: Shape<"Statistics"> }) {
  const { at, series } = useMemo(() => speedsOf(imports, import_median), [imports, import_median]);
  if (at.length === 0) return <p className="soft">Nothing was imported in this time.</p>;
  return <Plot label="Time from completion to import" at={at} series={series} kind="points" format={duration} height={220} logarithmic />;
}
