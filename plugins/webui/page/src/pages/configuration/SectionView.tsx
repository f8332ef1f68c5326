// One section: its options, table by table, its own rules, and taking it out of the file.
import { Button, Group } from "@mantine/core";
import { IconArrowBackUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect } from "react";
import type { Shape } from "../../api/types";
import { useConfirm } from "../../components/confirm";
import { Section } from "../../components/page";
import { Empty } from "../../components/states";
import { ToneBadge, ToneIcon } from "../../components/tone";
import { keepSection, removeSection, type Draft } from "../../forms/draft";
import styles from "./configuration.module.css";
import { anchorOf, OptionRow } from "./OptionRow";
import { isChanged, sentence, settingGroups, type SettingGroup } from "./options";
import { concerns, type Entry } from "./sections";

interface SectionViewProps {
  entry: Entry;
  /** The rules that are this section's own. */
  rules: Entry[];
  schemas: Shape<"Schemas">;
  draft: Draft;
  onlyChanged: boolean;
  /** The key that was looked for. */
  sought: string;
  change: (next: (draft: Draft) => Draft) => void;
  open: (heading: string) => void;
  addRule: () => void;
}

export function SectionView(props: SectionViewProps) {
  const { entry, schemas, draft, onlyChanged, sought, change, open, rules } = props;
  const groups = settingGroups(entry, schemas, draft)
    .map((group) => ({ ...group, settings: onlyChanged ? group.settings.filter(isChanged) : group.settings }))
    .filter((group) => group.settings.length > 0);

  useEffect(() => {
    if (!sought) return;
    const row = document.getElementById(`option-${sought.replaceAll(".", "-")}`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
  }, [sought, entry.heading]);

  return (
    <div className={styles.sections}>
      <Head {...props} />
      <OwnProblems entry={entry} groups={settingGroups(entry, schemas, draft)} />
      {!(entry.schemaName in schemas.schemas) && (
        <p className={styles.notice} role="alert">
          What options it has is not known: {schemas.problems[entry.schemaName] ?? "its plugin is not installed"}. What is in the file is shown.
        </p>
      )}
      {groups.length === 0 && (
        <Section>
          <Empty title={onlyChanged ? "Everything here is as it is by default" : "This section has no options"}>
            {onlyChanged && "Take the filter away to see all options."}
          </Empty>
        </Section>
      )}
      {groups.map((group) => (
        <Section key={group.title} title={group.title || undefined} about={group.title ? group.description : undefined} flush>
          <Rows group={group} sought={sought} change={change} disabled={entry.removed} />
        </Section>
      ))}
      {(entry.kind === "app" || entry.kind === "client") && !entry.removed && (
        <Section
          title="Rules of this section alone"
          about="Laid over the ones that hold everywhere, key by key."
          actions={
            <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={props.addRule}>
              Add a rule
            </Button>
          }
        >
          {rules.length === 0 ? (
            <span className="soft">None: what holds everywhere holds here.</span>
          ) : (
            <Group gap="xs">
              {rules.map((rule) => (
                <Button key={rule.heading} size="xs" variant="light" onClick={() => open(rule.heading)}>
                  {rule.title}
                </Button>
              ))}
            </Group>
          )}
        </Section>
      )}
    </div>
  );
}

function Rows({ group, sought, change, disabled }: { group: SettingGroup; sought: string; change: SectionViewProps["change"]; disabled: boolean }) {
  return (
    <>
      {group.settings.map((setting) => (
        <OptionRow
          key={anchorOf(setting)}
          setting={setting}
          change={change}
          disabled={disabled}
          sought={sought === setting.field.path.join(".")}
        />
      ))}
    </>
  );
}

function Head({ entry, change }: SectionViewProps) {
  const confirm = useConfirm();
  const remove = async () => {
    const sure =
      entry.isNew ||
      (await confirm({
        title: `Take [${entry.heading}] out of the file?`,
        text: `All its options and its own rules go, and what it looks after is left alone. Nothing happens before you save. Comments elsewhere in the file stay.`,
        label: "Take it out",
        grave: true,
        typed: entry.heading,
      }));
    if (sure) change((draft) => removeSection(draft, entry.heading));
  };
  const canGo = entry.isNew || (entry.section?.in_file === true && entry.kind !== "settings" && entry.kind !== "webui");
  return (
    <div className={styles.head}>
      <div>
        <h2 className={styles.heading}>{entry.title}</h2>
        <span className={styles.toml}>[{entry.heading}]</span>
      </div>
      <Group gap="xs">
        {entry.isNew && <ToneBadge tone="attention">New, not saved yet</ToneBadge>}
        {entry.section && !entry.section.in_file && <ToneBadge tone="neutral">Not in the file: all by default</ToneBadge>}
        {entry.section && !entry.section.managed && <ToneBadge tone="neutral">Left alone</ToneBadge>}
        {entry.removed ? (
          <>
            <ToneBadge tone="bad">Goes with the next save</ToneBadge>
            <Button variant="default" size="xs" leftSection={<IconArrowBackUp size={14} />} onClick={() => change((draft) => keepSection(draft, entry.heading))}>
              Keep it
            </Button>
          </>
        ) : (
          canGo && (
            <Button variant="subtle" color="red" size="xs" leftSection={<IconTrash size={14} />} onClick={() => void remove()}>
              Remove
            </Button>
          )
        )}
      </Group>
    </div>
  );
}

/** Problems of the section that belong to none of its options. */
function OwnProblems({ entry, groups }: { entry: Entry; groups: SettingGroup[] }) {
  const settings = groups.flatMap((group) => group.settings);
  const left = entry.problems.filter((problem) => !settings.some(({ field }) => concerns(problem, field.path)));
  if (left.length === 0) return null;
  return (
    <ul className={styles.problems} role="alert">
      {left.map((problem, index) => (
        <li key={index}>
          <ToneIcon tone={problem.fatal ? "bad" : "attention"} />
          <span>
            {problem.key && <span className="mono">{problem.key}: </span>}
            {sentence(problem)}
          </span>
        </li>
      ))}
    </ul>
  );
}
