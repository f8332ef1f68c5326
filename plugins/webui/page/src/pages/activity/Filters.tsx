// What narrows the ledger: words, actions, their outcome, for whom, on which client, and when.
import { Button, Menu, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconCalendar, IconSearch, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useOverview } from "../../api/hooks/state";
import { ChoiceButton } from "../shared-torrents/Choice";
import { ACTIONS, noun, OUTCOME_NAMES } from "../shared-torrents/deeds";
import styles from "./activity.module.css";
import { dayOf } from "./days";
import { fromAddress, isNarrowed, type Sought } from "./sought";

const SPANS: readonly [string, number][] = [
  ["Today", 0],
  ["The last 7 days", 6],
  ["The last 30 days", 29],
];

export function Filters({ sought, onSeek }: { sought: Sought; onSeek: (sought: Sought) => void }) {
  const { data: overview } = useOverview();
  const owners = [...new Set([...(overview?.sections.map((one) => one.name) ?? []), sought.owner])].filter(Boolean);
  const clients = [...new Set([...(overview?.clients.map((one) => one.name) ?? []), sought.client])].filter(Boolean);
  return (
    <div className={styles.filters} role="search" aria-label="Filter the activity">
      <Search sought={sought} onSeek={onSeek} />
      <ChoiceButton
        label="Action"
        values={ACTIONS.map((action) => ({ value: action, label: noun(action) }))}
        chosen={sought.actions}
        onChoose={(actions) => onSeek({ ...sought, actions })}
      />
      <One
        label="Outcome"
        values={Object.entries(OUTCOME_NAMES)}
        chosen={sought.outcome}
        onChoose={(outcome) => onSeek({ ...sought, outcome })}
      />
      {owners.length > 0 && <One label="Section" values={owners.map((name) => [name, name])} chosen={sought.owner} onChoose={(owner) => onSeek({ ...sought, owner })} />}
      {clients.length > 1 && <One label="Client" values={clients.map((name) => [name, name])} chosen={sought.client} onChoose={(client) => onSeek({ ...sought, client })} />}
      <When sought={sought} onSeek={onSeek} />
      {isNarrowed(sought) && (
        <Button variant="subtle" size="compact-md" leftSection={<IconX size={14} aria-hidden />} onClick={() => onSeek(fromAddress(""))}>
          Clear
        </Button>
      )}
    </div>
  );
}

interface OneProps {
  label: string;
  values: readonly (readonly [string, string])[];
  chosen: string;
  onChoose: (value: string) => void;
}

function One({ label, values, chosen, onChoose }: OneProps) {
  return (
    <Select
      size="xs"
      w={140}
      aria-label={label}
      placeholder={label}
      data={values.map(([value, name]) => ({ value, label: name }))}
      value={chosen || null}
      allowDeselect
      clearable
      onChange={(value) => onChoose(value ?? "")}
    />
  );
}

function Search({ sought, onSeek }: { sought: Sought; onSeek: (sought: Sought) => void }) {
  const [typed, setTyped] = useState(sought.search);
  const [known, setKnown] = useState(sought.search);
  const field = useRef<HTMLInputElement>(null);
  const tell = useDebouncedCallback((search: string) => onSeek({ ...sought, search }), 250);
  useHotkeys([["/", () => field.current?.focus()]]);
  if (known !== sought.search) {
    setKnown(sought.search);
    setTyped(sought.search);
  }
  return (
    <TextInput
      ref={field}
      size="xs"
      type="search"
      className={styles.search}
      aria-label="Search by name or hash"
      placeholder="Name or hash"
      aria-keyshortcuts="/"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}

function When({ sought, onSeek }: { sought: Sought; onSeek: (sought: Sought) => void }) {
  return (
    <div className={styles.when}>
      <Menu shadow="md" position="bottom-start">
        <Menu.Target>
          <Button variant={sought.from || sought.to ? "light" : "default"} size="compact-md" fw={500} leftSection={<IconCalendar size={14} aria-hidden />}>
            When
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SPANS.map(([label, days]) => (
            <Menu.Item key={label} onClick={() => onSeek({ ...sought, from: daysAgo(days), to: "" })}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => onSeek({ ...sought, from: "", to: "" })}>At any time</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <TextInput size="xs" type="date" aria-label="From" value={sought.from} onChange={(event) => onSeek({ ...sought, from: event.currentTarget.value })} />
      <TextInput size="xs" type="date" aria-label="To" value={sought.to} onChange={(event) => onSeek({ ...sought, to: event.currentTarget.value })} />
    </div>
  );
}

function daysAgo(days: number): string {
  const now = new Date();
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
}
