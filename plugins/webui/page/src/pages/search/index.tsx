// Library search: how it stands, what comes next, and what was searched for.
import { Tabs } from "@mantine/core";
import { useSearchParams } from "wouter";
import { Page } from "../../components/page";
import { History } from "./History";
import { Plan } from "./Plan";
import { Standing } from "./Standing";

const VIEWS = [
  ["now", "How it stands", Standing],
  ["plan", "What is next", Plan],
  ["history", "History", History],
] as const;

export default function Search() {
  const [said, say] = useSearchParams();
  const view = VIEWS.find(([name]) => name === said.get("view"))?.[0] ?? "now";
  return (
    <Page title="Library search" about="What your libraries lack, searched for without tiring your indexers.">
      <Tabs value={view} keepMounted={false} onChange={(next) => say(next && next !== "now" ? { view: next } : {}, { replace: true })}>
        <Tabs.List mb="md">
          {VIEWS.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {VIEWS.map(([name, , View]) => (
          <Tabs.Panel key={name} value={name}>
            <View />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
