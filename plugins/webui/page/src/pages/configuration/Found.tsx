// What a search over all options finds, section by section, to be changed at once.
import { Anchor } from "@mantine/core";
import { IconSearchOff } from "@tabler/icons-react";
import type { Shape } from "../../api/types";
import { Section } from "../../components/page";
import { Empty } from "../../components/states";
import type { Draft } from "../../forms/draft";
import styles from "./configuration.module.css";
import { finds, firstOf } from "./finding";
import { OptionRow } from "./OptionRow";
import { isChanged, settingGroups } from "./options";
import type { Entry } from "./sections";

interface FoundProps {
  query: string;
  onlyChanged: boolean;
  entries: Entry[];
  schemas: Shape<"Schemas">;
  draft: Draft;
  change: (next: (draft: Draft) => Draft) => void;
  open: (heading: string) => void;
}

const MOST = 60;

export function Found({ query, onlyChanged, entries, schemas, draft, change, open }: FoundProps) {
  const found = entries
    .map((entry) => ({
      entry,
      settings: settingGroups(entry, schemas, draft)
        .flatMap((group) => group.settings)
        .filter((setting) => (!onlyChanged || isChanged(setting)) && (query === "" || finds(query, setting))),
    }))
    .filter(({ settings }) => settings.length > 0);
  const total = found.reduce((sum, { settings }) => sum + settings.length, 0);
  return (
    <div className={styles.sections}>
      <p className="soft" role="status">
        {total} {total === 1 ? "option" : "options"} in {found.length} {found.length === 1 ? "section" : "sections"}
        {total > MOST && `; the first ${MOST} are shown`}
      </p>
      {found.length === 0 && (
        <Section>
          <Empty icon={IconSearchOff} title="No option fits">
            Names, keys and descriptions are searched.
          </Empty>
        </Section>
      )}
      {firstOf(found, MOST).map(({ entry, settings }) => (
        <Section
          key={entry.heading}
          title={entry.title}
          about={<span className={styles.toml}>[{entry.heading}]</span>}
          actions={
            <Anchor component="button" size="sm" onClick={() => open(entry.heading)}>
              Open the section
            </Anchor>
          }
          flush
        >
          {settings.map((setting) => (
            <OptionRow key={setting.field.path.join(".")} setting={setting} change={change} disabled={entry.removed} />
          ))}
        </Section>
      ))}
    </div>
  );
}
