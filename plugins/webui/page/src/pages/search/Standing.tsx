// How searching stands: the budget, the indexers, each section, what searches brought, and what was given up.
import { Table } from "@mantine/core";
import { useSearching } from "../../api/hooks/search";
import { useStatistics } from "../../api/hooks/numbers";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { Answer, Loading } from "../../components/states";
import { ToneBadge } from "../../components/tone";
import { count, share } from "../../words/amounts";
import { DaysPlot } from "../shared-torrents/DaysPlot";
import { number } from "../shared-torrents/words";
import { SEARCHES, searchName } from "../shared-torrents/yield";
import { Gauge } from "./Gauge";
import { SectionCard } from "./SectionCard";
import styles from "./search.module.css";
import { StuckMedia } from "./StuckMedia";
import { slowed } from "./waiting";

const MONTH = 30;

export function Standing() {
  const searching = useSearching();
  return (
    <Answer of={searching} loading={<Loading rows={4} height={120} />}>
      {(told) => (
        <div className={styles.column}>
          <div className={styles.pair}>
            <Section title="Budget" about={told.sections.length > 1 ? "shared by all sections" : undefined}>
              <div className={styles.gauges}>
                <Gauge title="In the last hour" of={told.hour} />
                <Gauge title="In the last 24 hours" of={told.day} />
              </div>
              {slowed(told) && <p className="soft">{slowed(told)}</p>}
            </Section>
            <Section title="What searches brought">
              <Worths of={told.worth} />
            </Section>
          </div>
          <div className={styles.sections}>
            {told.sections.map((section) => (
              <SectionCard key={section.section} of={section} now={told.at} />
            ))}
          </div>
          {told.stuck.length > 0 && <StuckMedia of={told.stuck} />}
          {told.indexers.length > 0 && <Indexers of={told.indexers} />}
          <Section title="Searches of the last 30 days">
            <Yield />
          </Section>
        </div>
      )}
    </Answer>
  );
}

function Yield() {
  const statistics = useStatistics(MONTH);
  return (
    <Answer of={statistics} loading={<Loading rows={1} height={220} />}>
      {({ searches }) => (
        <DaysPlot label="Searches a day, and those that brought something" of={searches} nameOf={searchName} within={SEARCHES} empty="Nothing was searched for in this time." />
      )}
    </Answer>
  );
}

function Worths({ of }: { of: readonly Shape<"Worth">[] }) {
  const told = of.filter((one) => one.searches > 0);
  if (told.length === 0) return <p className="soft">Nothing was searched for so far.</p>;
  return (
    <Table withRowBorders={false} verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Within</Table.Th>
          <Table.Th ta="end">Searches</Table.Th>
          <Table.Th ta="end">Grabs</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {told.map((one) => (
          <Table.Tr key={one.days}>
            <Table.Td>{number(one.days, "day")}</Table.Td>
            <Table.Td ta="end">{count(one.searches)}</Table.Td>
            <Table.Td ta="end">
              {count(one.grabs)} <span className="soft">({share(Math.min(1, one.grabs / one.searches))})</span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Indexers({ of }: { of: readonly Shape<"IndexerState">[] }) {
  return (
    <Section title="Indexers" about="What each was asked, by anybody, and what it allows">
      <ul className={styles.indexers}>
        {of.map((one) => (
          <li key={one.name}>
            <span className={styles.indexer}>
              <strong>{one.name}</strong>
              <ToneBadge tone={one.tone} plain>
                {one.resting ? (
                  <>
                    Rests after failures
                    {one.resting_until && (
                      <>
                        , until <Moment at={one.resting_until} />
                      </>
                    )}
                  </>
                ) : (
                  "Ready"
                )}
              </ToneBadge>
            </span>
            <Gauge title="Last hour" of={one.hour} small />
            <Gauge title="Last 24 hours" of={one.day} small />
          </li>
        ))}
      </ul>
    </Section>
  );
}
