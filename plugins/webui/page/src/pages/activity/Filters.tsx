// What narrows the ledger: words, actions, their outcome, for whom, on which client, and when.
import { Button, Drawer, Popover, Select, Stack, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconCalendar, IconFilter, IconSearch, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useOverview } from "../../api/hooks/state";
import { ChoiceButton, Choices } from "../shared-torrents/Choice";
import { ACTIONS, noun, OUTCOME_NAMES } from "../shared-torrents/deeds";
import styles from "./activity.module.css";
import { dayOf } from "./days";
import { fromAddress, isNarrowed, type Sought, toAddress } from "./sought";

const SPANS: readonly [string, number][] = [
  ["Today", 0],
  ["The last 7 days", 6],
  ["The last 30 days", 29],
];

interface Props {
  sought: Sought;
  onSeek: (sought: Sought) => void;
}

export function Filters({ sought, onSeek }: Props) {
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [opened, setOpened] = useState(false);
  const chosen = new URLSearchParams(toAddress({ ...sought, search: "" })).size;
  const clear = isNarrowed(sought) && (
    <Button variant="subtle" size="compact-md" leftSection={<IconX size={14} aria-hidden />} onClick={() => onSeek(fromAddress(""))}>
      Clear
    </Button>
  );
  return (
    <div className={styles.filters} role="search" aria-label="Filter the activity">
      <Search sought={sought} onSeek={onSeek} />
      {narrow ? (
        <>
          <Button variant={chosen ? "light" : "default"} size="compact-md" fw={500} leftSection={<IconFilter size={14} aria-hidden />} aria-haspopup="dialog" onClick={() => setOpened(true)}>
            {chosen ? `Filters: ${chosen}` : "Filters"}
          </Button>
          <Drawer opened={opened} onClose={() => setOpened(false)} position="bottom" size="85%" title="Filter the activity">
            <Stack>
              <Keys sought={sought} onSeek={onSeek} open />
              <Button onClick={() => setOpened(false)}>Show</Button>
            </Stack>
          </Drawer>
          {clear}
        </>
      ) : (
        <>
          <Keys sought={sought} onSeek={onSeek} />
          {clear}
        </>
      )}
    </div>
  );
}

/** ``open``: all of it lies open, rather than behind buttons. */
function Keys({ sought, onSeek, open = false }: Props & { open?: boolean }) {
  const { data: overview } = useOverview();
  const owners = [...new Set([...(overview?.sections.map((one) => one.name) ?? []), sought.owner])].filter(Boolean);
  const clients = [...new Set([...(overview?.clients.map((one) => one.name) ?? []), sought.client])].filter(Boolean);
  const actions = {
    label: "Action",
    values: ACTIONS.map((action) => ({ value: action, label: noun(action) })),
    chosen: sought.actions,
    onChoose: (chosen: string[]) => onSeek({ ...sought, actions: chosen }),
  };
  return (
    <>
      {!open && <ChoiceButton {...actions} />}
      <One label="Outcome" values={Object.entries(OUTCOME_NAMES)} chosen={sought.outcome} onChoose={(outcome) => onSeek({ ...sought, outcome })} />
      {owners.length > 0 && <One label="Section" values={owners.map((name) => [name, name])} chosen={sought.owner} onChoose={(owner) => onSeek({ ...sought, owner })} />}
      {clients.length > 1 && <One label="Client" values={clients.map((name) => [name, name])} chosen={sought.client} onChoose={(client) => onSeek({ ...sought, client })} />}
      {open ? <Dates sought={sought} onSeek={onSeek} /> : <When sought={sought} onSeek={onSeek} />}
      {open && (
        <div>
          <Title order={3} mb={4}>
            Action
          </Title>
          <Choices {...actions} />
        </div>
      )}
    </>
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
      className={styles.one}
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

function Search({ sought, onSeek }: Props) {
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

function When({ sought, onSeek }: Props) {
  return (
    <Popover shadow="md" position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={sought.from || sought.to ? "light" : "default"}
          size="compact-md"
          fw={500}
          leftSection={<IconCalendar size={14} aria-hidden />}
          aria-haspopup="dialog"
        >
          {whenOf(sought)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="When">
        <Dates sought={sought} onSeek={onSeek} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Dates({ sought, onSeek }: Props) {
  return (
    <Stack gap="xs">
      {SPANS.map(([label, days]) => (
        <Button key={label} variant="default" size="xs" onClick={() => onSeek({ ...sought, from: daysAgo(days), to: "" })}>
          {label}
        </Button>
      ))}
      <TextInput size="xs" type="date" label="From" value={sought.from} onChange={(event) => onSeek({ ...sought, from: event.currentTarget.value })} />
      <TextInput size="xs" type="date" label="To" value={sought.to} onChange={(event) => onSeek({ ...sought, to: event.currentTarget.value })} />
      <Button variant="subtle" size="compact-xs" onClick={() => onSeek({ ...sought, from: "", to: "" })}>
        At any time
      </Button>
    </Stack>
  );
}

function whenOf({ from, to }: Sought): string {
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `Since ${from}`;
  return to ? `Until ${to}` : "When";
}

function daysAgo(days: number): string {
  const now = new Date();
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
}
