// What narrows the list: words, what needs attention, and each key with its values.
import { ActionIcon, Button, Drawer, Popover, Select, Stack, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconAlertTriangle, IconColumns3, IconFilter, IconSearch, IconX } from "@tabler/icons-react";
import { type RefObject, useRef, useState } from "react";
import { ChoiceButton, Choices, type Value } from "../shared-torrents/Choice";
import { words } from "../shared-torrents/words";
import { titleOf } from "./columns";
import { COLUMNS, EVERYTHING, type Facet, FACETS, isNarrowed, type ListQuery, type Sort, SORTS } from "./query";
import styles from "./torrents.module.css";

interface Props {
  query: ListQuery;
  facets: Record<string, Record<string, number>>;
  columns: readonly string[];
  narrow: boolean;
  onQuery: (query: ListQuery) => void;
}

const FACET_NAMES: Record<Facet, string> = {
  client: "Client",
  owner: "For",
  state: "State",
  stage: "Stage",
  health: "Health",
  category: "Category",
  tracker: "Tracker",
};
const SORT_NAMES: Record<Sort, string> = {
  name: "Name",
  client: "Client",
  owner: "For whom",
  state: "State",
  stage: "Stage",
  health: "Health",
  progress: "Progress",
  size: "Size",
  added: "Added",
  ratio: "Ratio",
  download_speed: "Download speed",
  upload_speed: "Upload speed",
  next_action: "What is decided",
  look_again: "When it is looked at",
};
const SPOKEN = new Set<Facet>(["state", "stage", "health"]);

export function Toolbar({ query, facets, columns, narrow, onQuery }: Props) {
  const search = useRef<HTMLInputElement>(null);
  useHotkeys([["/", () => search.current?.focus()]]);
  const choose = (facet: Facet) => (chosen: string[]) =>
    onQuery({ ...query, chosen: { ...query.chosen, [facet]: chosen } });
  const shown = FACETS.filter((facet) => query.chosen[facet].length || valuesOf(facet, facets).length > 1);
  return (
    <div className={styles.toolbar} role="search" aria-label="Filter torrents">
      <Search of={search} query={query} onQuery={onQuery} />
      <Button
        variant={query.attention ? "filled" : "default"}
        size="compact-md"
        fw={500}
        aria-pressed={query.attention}
        leftSection={<IconAlertTriangle size={14} aria-hidden />}
        onClick={() => onQuery({ ...query, attention: !query.attention })}
      >
        Needs attention
      </Button>
      {narrow ? (
        <Filters query={query} facets={facets} shown={shown} choose={choose} onQuery={onQuery} />
      ) : (
        shown.map((facet) => (
          <ChoiceButton
            key={facet}
            label={FACET_NAMES[facet]}
            values={valuesOf(facet, facets)}
            chosen={query.chosen[facet]}
            onChoose={choose(facet)}
          />
        ))
      )}
      {isNarrowed(query) && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() => onQuery({ ...EVERYTHING, sort: query.sort, order: query.order, columns: query.columns })}
        >
          Clear
        </Button>
      )}
      {!narrow && <Columns query={query} columns={columns} onQuery={onQuery} />}
    </div>
  );
}

function Search({ of, query, onQuery }: Pick<Props, "query" | "onQuery"> & { of: RefObject<HTMLInputElement | null> }) {
  const [typed, setTyped] = useState(query.search);
  const [known, setKnown] = useState(query.search);
  const tell = useDebouncedCallback((search: string) => onQuery({ ...query, search }), 250);
  if (known !== query.search) {
    setKnown(query.search);
    setTyped(query.search);
  }
  return (
    <TextInput
      ref={of}
      className={styles.search}
      size="xs"
      type="search"
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
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

function Columns({ query, columns, onQuery }: Pick<Props, "query" | "columns" | "onQuery">) {
  return (
    <Popover position="bottom-end" shadow="md" width={220} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label="Columns" title="Columns" aria-haspopup="dialog" ml="auto">
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Columns">
        <Choices
          label="Columns"
          values={COLUMNS.slice(1).map((column) => ({ value: column, label: titleOf(column) }))}
          chosen={columns.filter((column) => column !== "name")}
          onChoose={(chosen) => onQuery({ ...query, columns: COLUMNS.filter((one) => one === "name" || chosen.includes(one)) })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface FiltersProps extends Pick<Props, "query" | "facets" | "onQuery"> {
  shown: readonly Facet[];
  choose: (facet: Facet) => (chosen: string[]) => void;
}

function Filters({ query, facets, shown, choose, onQuery }: FiltersProps) {
  const [opened, setOpened] = useState(false);
  const chosen = FACETS.filter((facet) => query.chosen[facet].length).length;
  return (
    <>
      <Button
        variant={chosen ? "light" : "default"}
        size="compact-md"
        fw={500}
        leftSection={<IconFilter size={14} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpened(true)}
      >
        {chosen ? `Filters: ${chosen}` : "Filters"}
      </Button>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="bottom" size="80%" title="Filter and sort">
        <Stack>
          <Select
            label="Sort by"
            data={SORTS.map((sort) => ({ value: sort, label: SORT_NAMES[sort] }))}
            value={query.sort}
            onChange={(sort) => sort && onQuery({ ...query, sort })}
          />
          <Select
            label="Order"
            data={[
              { value: "down", label: "Greatest or newest first" },
              { value: "up", label: "Smallest, oldest or A first" },
            ]}
            value={query.order}
            onChange={(order) => onQuery({ ...query, order: order === "up" ? "up" : "down" })}
          />
          {shown.map((facet) => (
            <div key={facet}>
              <Title order={3} mb={4}>
                {FACET_NAMES[facet]}
              </Title>
              <Choices
                label={FACET_NAMES[facet]}
                values={valuesOf(facet, facets)}
                chosen={query.chosen[facet]}
                onChoose={choose(facet)}
              />
            </div>
          ))}
          <Button onClick={() => setOpened(false)}>Show</Button>
        </Stack>
      </Drawer>
    </>
  );
}

/** The values of a key, most torrents first; what has none cannot be asked for. */
function valuesOf(facet: Facet, facets: Props["facets"]): Value[] {
  return Object.entries(facets[facet] ?? {})
    .filter(([value]) => value !== "")
    .sort((one, other) => other[1] - one[1])
    .map(([value, count]) => ({ value, count, label: SPOKEN.has(facet) ? words(value) : value }));
}
