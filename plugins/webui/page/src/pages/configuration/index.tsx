// The configuration: every option of the file in forms, changed, checked, reviewed and saved.
import { Button, CloseButton, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useConfig, useSchemas } from "../../api/hooks/config";
import type { Shape } from "../../api/types";
import { Page } from "../../components/page";
import { Answer, Loading } from "../../components/states";
import { add, changesOf, concernsChanged, set, type Added, type Draft } from "../../forms/draft";
import { Absent } from "./Absent";
import { AddSection, type Start } from "./AddSection";
import styles from "./configuration.module.css";
import { Found } from "./Found";
import { Navigation } from "./Navigation";
import { Outdated } from "./Outdated";
import { settingGroups } from "./options";
import { Problems } from "./Problems";
import { Review } from "./Review";
import { entriesOf, groupsOf, homeless, isRule } from "./sections";
import { SectionView } from "./SectionView";
import { change as changeHeld, useHeld } from "./store";
import { UnsavedBar } from "./UnsavedBar";
import { useCarryOver } from "./useCarryOver";
import { useChecked } from "./useChecked";

export default function ConfigurationPage() {
  const config = useConfig();
  const schemas = useSchemas();
  if (config.data && schemas.data) {
    return <Editor config={config.data} schemas={schemas.data} reload={() => void config.refetch()} />;
  }
  return (
    <Page title="Configuration">
      <Answer<unknown> of={config.data ? schemas : config} loading={<Loading rows={10} height={44} />}>
        {() => null}
      </Answer>
    </Page>
  );
}

interface EditorProps {
  config: Shape<"Config">;
  schemas: Shape<"Schemas">;
  reload: () => void;
}

function Editor({ config, schemas, reload }: EditorProps) {
  const { draft, fingerprint } = useHeld();
  const [, navigate] = useLocation();
  const address = new URLSearchParams(useSearch());
  const [query, setQuery] = useState("");
  const sought = useDeferredValue(query.trim());
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [reviewed, setReviewed] = useState(false);
  const [adding, setAdding] = useState<Start | null>(null);
  const carrying = useCarryOver(config);
  const checking = useChecked(draft, fingerprint);

  const entries = entriesOf(config, draft, checking.current ? checking.checked?.problems : undefined);
  const asked = address.get("section") ?? "";
  const found = entries.find((entry) => entry.heading === asked);
  const absent = found === undefined && isRule(schemas, asked) ? asked : "";
  const current = found ?? entries[0];
  const change = (next: (draft: Draft) => Draft) => changeHeld(config.fingerprint, next);
  const open = (heading: string, key = "") => {
    setQuery("");
    navigate(`/configuration?${new URLSearchParams({ section: heading, ...(key && { option: key }) }).toString()}`);
  };
  const settings = entries.flatMap((entry) => settingGroups(entry, schemas, draft)).flatMap((group) => group.settings);
  const wrong = settings.filter((setting) => setting.edit && setting.problem !== "").length;
  const changes = changesOf(draft);
  const fatal = (checking.current && checking.checked?.problems) || [];
  const ours = fatal.filter((problem) => problem.fatal && concernsChanged(changes, problem.section)).length;
  const general = homeless(config);

  const onAdd = (added: Added) => {
    change((held) => {
      const next = add(held, added);
      if (added.kind !== "rule") return next;
      return set(next, { heading: added.heading, path: ["Enabled"] }, true, { value: undefined, inFile: false, secret: false });
    });
    setAdding(null);
    open(added.heading);
  };

  return (
    <Page
      title="Configuration"
      about={
        <>
          <span className="mono">{config.path}</span>; your comments in it stay
        </>
      }
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAdding({ kind: "", where: "" })}>
          Add a section
        </Button>
      }
    >
      <Outdated {...carrying} />
      {general.length > 0 && (
        <div className={styles.notice} role="alert">
          <Problems problems={general} />
        </div>
      )}
      <div className={styles.filters}>
        <TextInput
          type="search"
          aria-label="Search all options"
          placeholder="Search all options"
          leftSection={<IconSearch size={16} />}
          rightSection={query && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setQuery("")} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Switch
          label="Only what differs from the defaults"
          checked={onlyChanged}
          onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.layout}>
        <Navigation groups={groupsOf(entries)} current={absent || (current?.heading ?? "")} open={open} />
        {absent && !sought ? (
          <Absent heading={absent} schemas={schemas} onAdd={onAdd} />
        ) : sought || !current ? (
          <Found query={sought} onlyChanged={onlyChanged} entries={entries} schemas={schemas} draft={draft} change={change} open={open} />
        ) : (
          <SectionView
            key={current.heading}
            entry={current}
            rules={entries.filter((entry) => entry.parent === current.heading)}
            schemas={schemas}
            draft={draft}
            onlyChanged={onlyChanged}
            sought={address.get("option") ?? ""}
            change={change}
            open={open}
            addRule={() => setAdding({ kind: "rule", where: current.heading })}
          />
        )}
      </div>
      <UnsavedBar changes={changes.length} problems={Math.max(wrong, ours)} onReview={() => setReviewed(true)} />
      <AddSection start={adding} onClose={() => setAdding(null)} config={config} schemas={schemas} entries={entries} onAdd={onAdd} />
      <Review
        opened={reviewed}
        onClose={() => setReviewed(false)}
        draft={draft}
        fingerprint={fingerprint}
        checking={checking}
        isSecret={(heading, path) =>
          settings.some(({ place, field }) => place.heading === heading && field.kind === "secret" && field.path.join(".") === path.join("."))
        }
        change={change}
        onOutdated={reload}
      />
    </Page>
  );
}
