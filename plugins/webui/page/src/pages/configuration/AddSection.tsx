// Adding a section to the file: a client, an app, or a rule, everywhere or in one section.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Shape } from "../../api/types";
import type { Added } from "../../forms/draft";
import { isOfClients, ruleNames, wrongHeading, type Entry } from "./sections";

/** What the dialog begins with: a kind of section, or a rule and the section that it is for. */
export interface Start {
  kind: string;
  where: string;
}

interface AddSectionProps {
  start: Start | null;
  onClose: () => void;
  config: Shape<"Config">;
  schemas: Shape<"Schemas">;
  entries: Entry[];
  onAdd: (added: Added) => void;
}

const RULE = "rule";

export function AddSection(props: AddSectionProps) {
  return (
    <Modal opened={props.start !== null} onClose={props.onClose} title="Add a section">
      {props.start && <Form key={`${props.start.kind} ${props.start.where}`} {...props} start={props.start} />}
    </Modal>
  );
}

function Form({ start, onClose, config, schemas, entries, onAdd }: AddSectionProps & { start: Start }) {
  const taken = entries.map((entry) => entry.heading);
  const [kind, setKind] = useState(start.kind || config.can_add[0] || RULE);
  const [name, setName] = useState("");
  const [where, setWhere] = useState(start.where);
  const [rule, setRule] = useState("");
  const [asked, setAsked] = useState(false);

  const isApp = entries.some((entry) => entry.heading === where && entry.kind === "app");
  const free = ruleNames(schemas).filter(
    (one) => !taken.includes(ruleHeading(where, one)) && !(isApp && isOfClients(schemas, one)),
  );
  const chosenRule = free.includes(rule) ? rule : (free[0] ?? "");
  const heading = kind === RULE ? ruleHeading(where, chosenRule) : name.trim() ? `${kind}-${name.trim()}` : kind;
  const problem = kind === RULE ? (chosenRule ? "" : "a rule that is not in the file yet") : wrongHeading(heading, taken);
  const add = () => {
    setAsked(true);
    if (problem) return;
    const schemaName = kind === RULE ? chosenRule : (Object.keys(schemas.schemas).find((one) => one.toLowerCase() === kind.toLowerCase()) ?? kind);
    onAdd({ heading, kind: kind === RULE ? RULE : kind.toLowerCase() === "qbit" ? "client" : "app", schemaName });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Stack>
        <NativeSelect
          label="What"
          data-autofocus
          value={kind}
          data={[
            ...config.can_add.filter((one) => !one.startsWith("Plugins")).map((one) => ({ value: one, label: KINDS[one] ?? one })),
            { value: RULE, label: "A rule" },
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        {kind === RULE ? (
          <>
            <NativeSelect
              label="Where it holds"
              value={where}
              data={[
                { value: "", label: "Everywhere" },
                ...entries
                  .filter((entry) => (entry.kind === "app" || entry.kind === "client") && !entry.removed)
                  .map((entry) => ({ value: entry.heading, label: `In ${entry.heading} alone` })),
              ]}
              onChange={(event) => setWhere(event.currentTarget.value)}
            />
            <NativeSelect
              label="Rule"
              value={chosenRule}
              data={free}
              error={asked && problem ? `Expected ${problem}` : undefined}
              onChange={(event) => setRule(event.currentTarget.value)}
            />
          </>
        ) : (
          <TextInput
            label="Name"
            description={`What tells it from others of its kind, such as 4K. May be empty if there is no other: the section is then [${kind}].`}
            value={name}
            error={(asked || name !== "") && problem ? `Expected ${problem}` : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <Text size="sm" c="dimmed">
          In the file: <span className="mono">[{heading}]</span>. Nothing is written before you save.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Add</Button>
        </Group>
      </Stack>
    </form>
  );
}

const KINDS: Record<string, string> = { qBit: "A qBittorrent" };

function ruleHeading(where: string, rule: string): string {
  return where ? `${where}.Plugins.${rule}` : `Plugins.${rule}`;
}
