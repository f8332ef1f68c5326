// Panels that plugins add: a sandboxed frame, or a table or a form that they declare.
import { Tabs } from "@mantine/core";
import { IconLayoutGrid } from "@tabler/icons-react";
import { useLocation } from "wouter";
import { address } from "../../api/client";
import { usePanel, usePanels } from "../../api/hooks/plugins";
import { useMay } from "../../api/hooks/session";
import type { Shape } from "../../api/types";
import { Page, Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { ToneBadge } from "../../components/tone";
import { PanelForm } from "./PanelForm";
import styles from "./panels.module.css";
import { PanelTable } from "./PanelTable";

export default function PanelsPage() {
  const panels = usePanels();
  return (
    <Page title="Panels" about="What plugins add to this page">
      <Answer of={panels} loading={<Loading rows={1} height={320} />}>
        {(told) => <Panels told={told} />}
      </Answer>
    </Page>
  );
}

const keyOf = ({ plugin, name }: Pick<Shape<"Panel">, "plugin" | "name">) => `${plugin}/${name}`;

function Panels({ told: { panels, problems } }: { told: Shape<"Panels"> }) {
  const [path, navigate] = useLocation();
  const asked = decodeURIComponent(path.replace(/^\/panels\/?/, ""));
  const current = panels.find((panel) => keyOf(panel) === asked) ?? panels[0];
  return (
    <>
      {problems.map((problem) => (
        <div key={problem}>
          <ToneBadge tone="bad">{problem}</ToneBadge>
        </div>
      ))}
      {!current && (
        <Section>
          <Empty icon={IconLayoutGrid} title="No plugin adds a panel">
            A plugin with the hook of the page may show a table, a form or a frame of its own here.
          </Empty>
        </Section>
      )}
      {current && (
        <Tabs value={keyOf(current)} onChange={(key) => key && navigate(`/panels/${key}`)} keepMounted={false}>
          {panels.length > 1 && (
            <Tabs.List mb="md">
              {panels.map((panel) => (
                <Tabs.Tab key={keyOf(panel)} value={keyOf(panel)}>
                  {panel.title}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          )}
          {panels.map((panel) =>
            panels.length > 1 ? (
              <Tabs.Panel key={keyOf(panel)} value={keyOf(panel)}>
                <OnePanel panel={panel} />
              </Tabs.Panel>
            ) : (
              <OnePanel key={keyOf(panel)} panel={panel} />
            ),
          )}
        </Tabs>
      )}
    </>
  );
}

function OnePanel({ panel }: { panel: Shape<"Panel"> }) {
  return (
    <Section title={panel.title} about={[panel.about, `by ${panel.plugin}`].filter(Boolean).join(" · ")} flush>
      {panel.kind === "frame" ? <Frame panel={panel} /> : <Declared panel={panel} />}
    </Section>
  );
}

/** The frame is an origin of its own: it can neither read this page nor send with its cookies. */
function Frame({ panel }: { panel: Shape<"Panel"> }) {
  return (
    <iframe
      className={styles.frame}
      title={panel.title}
      src={address(`/api/panels/${encodeURIComponent(panel.plugin)}/${encodeURIComponent(panel.name)}/frame`)}
      sandbox="allow-scripts"
      referrerPolicy="no-referrer"
      loading="lazy"
    />
  );
}

function Declared({ panel }: { panel: Shape<"Panel"> }) {
  const content = usePanel(panel.plugin, panel.name);
  const may = useMay("admin");
  return (
    <Answer of={content} loading={<Loading rows={5} />}>
      {({ table, form }) => (
        <>
          {table && <PanelTable table={table} title={panel.title} />}
          {form && <PanelForm plugin={panel.plugin} name={panel.name} form={form} disabled={!may} />}
          {!table && !form && <Empty title="The panel is empty" />}
        </>
      )}
    </Answer>
  );
}
