// Plugins: what is installed, how it is and why, where it runs, and switching rules on and off.
import { CloseButton, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlug, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { usePlugins } from "../../api/hooks/plugins";
import { Page, Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { TRUSTS } from "../../forms/trust";
import { fits, grouped, type Grouped, type Standing } from "./grouping";
import { PluginRow } from "./PluginRow";
import styles from "./plugins.module.css";

const FILTERS: { value: Standing | "all"; label: string }[] = [
  { value: "all", label: "All" },
  { value: "broken", label: "Broken" },
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
];

export default function PluginsPage() {
  const plugins = usePlugins();
  const all = grouped(plugins.data?.plugins ?? []);
  return (
    <Page title="Plugins" about={plugins.data && summary(all)}>
      <Answer of={plugins} loading={<Loading rows={8} height={56} />}>
        {() => <List all={all} />}
      </Answer>
      <Section title="How far a rule is trusted" about="Each rule has its own Trust, everywhere or in one section.">
        <dl className={styles.legend}>
          {TRUSTS.map(({ value, title, text }) => (
            <div key={value}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </Page>
  );
}

function List({ all }: { all: Grouped[] }) {
  const [query, setQuery] = useState("");
  const [standing, setStanding] = useState<Standing | "all">("all");
  const found = all.filter((plugin) => (standing === "all" || plugin.standing === standing) && (!query.trim() || fits(query.trim(), plugin)));
  if (all.length === 0) {
    return (
      <Section>
        <Empty icon={IconPlug} title="No plugin is installed">
          Plugins are Python packages beside qbitrr, such as qbitrr-radarr and qbitrr-cleanup.
        </Empty>
      </Section>
    );
  }
  return (
    <>
      <div className={styles.filters}>
        <TextInput
          type="search"
          aria-label="Filter plugins"
          placeholder="Name, place or meaning"
          leftSection={<IconSearch size={16} />}
          rightSection={query && <CloseButton size="sm" aria-label="Clear the filter" onClick={() => setQuery("")} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Which plugins"
          data={FILTERS}
          value={standing}
          onChange={(value) => setStanding(value)}
        />
      </div>
      <Section flush>
        {found.length === 0 ? (
          <Empty icon={IconPlug} title={standing === "broken" && !query ? "Nothing is broken" : "No plugin fits"} />
        ) : (
          <ul className={styles.list}>
            {found.map((plugin) => (
              <PluginRow key={plugin.name} plugin={plugin} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function summary(all: Grouped[]): string {
  const of = (standing: Standing) => all.filter((plugin) => plugin.standing === standing).length;
  const broken = of("broken");
  return [broken > 0 && `${broken} broken`, `${of("on")} on`, `${of("off")} off`].filter(Boolean).join(", ");
}
