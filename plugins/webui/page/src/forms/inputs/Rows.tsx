// An input for a list of tables: a card for each, with the keys that it has, to add to, to move and to take away.

import { ActionIcon, Box, Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash, IconX } from "@tabler/icons-react";

import type { Field } from "../fields";
import { AnyInput } from "../AnyInput";
import { isTable, without, type Json, type JsonTable } from "../json";
import { moved } from "../lines";
import { rangeInWords, wrong } from "../validate";
import type { InputProps } from "./props";

export function RowsInput({ field, value, onChange, id, describedBy, disabled }: InputProps) {
  const rows = Array.isArray(value) ? value.filter(isTable) : [];
  return (
    <Stack gap="sm" role="group" id={id} aria-label={field.label} aria-describedby={describedBy}>
      {rows.map((row, index) => (
        <Row
          key={index}
          field={field}
          id={`${id}-${index}`}
          row={row}
          index={index}
          last={rows.length - 1}
          disabled={disabled}
          onChange={(next) => onChange(rows.with(index, next))}
          onMove={(to) => onChange(moved(rows, index, to))}
          onRemove={() => onChange(rows.toSpliced(index, 1))}
        />
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          onClick={() => onChange([...rows, {}])}
        >
          Add a row
        </Button>
      </Group>
    </Stack>
  );
}

interface RowProps {
  field: Field;
  id: string;
  row: JsonTable;
  index: number;
  last: number;
  disabled?: boolean;
  onChange: (row: JsonTable) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function Row({ field, id, row, index, last, disabled, onChange, onMove, onRemove }: RowProps) {
  const shownColumns = field.columns.filter((column) => column.required || column.key in row);
  const columns = shownColumns.length > 0 ? shownColumns : field.columns.slice(0, 1);
  const others = field.columns.filter((column) => !columns.includes(column));
  const unknown = Object.keys(row).filter((key) => !field.columns.some((column) => column.key === key));
  const name = rowName(row, index);
  const tools: [string, typeof IconTrash, boolean, () => void][] = [
    ["Move up", IconArrowUp, index === 0, () => onMove(index - 1)],
    ["Move down", IconArrowDown, index === last, () => onMove(index + 1)],
    ["Remove", IconTrash, false, onRemove],
  ];
  return (
    <Paper withBorder p="sm" role="group" aria-label={`${field.label}: ${name}`}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Group gap={4} wrap="nowrap">
          {tools.map(([tool, Icon, idle, act]) => (
            <ActionIcon
              key={tool}
              variant="subtle"
              color="gray"
              aria-label={`${tool}: ${name}`}
              disabled={disabled || idle}
              onClick={act}
            >
              <Icon size={16} />
            </ActionIcon>
          ))}
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        {columns.map((column) => (
          <Cell
            key={column.key}
            column={column}
            id={`${id}-${column.key}`}
            value={row[column.key]}
            disabled={disabled}
            onChange={(value) => onChange(withKey(row, column.key, value))}
            onRemove={column.key in row && !column.required ? () => onChange(withKey(row, column.key, undefined)) : undefined}
          />
        ))}
      </SimpleGrid>
      {unknown.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          Also in this row: {unknown.join(", ")}
        </Text>
      )}
      {others.length > 0 && !disabled && (
        <NativeSelect
          mt="sm"
          size="xs"
          w="fit-content"
          aria-label={`Set one more option of ${name}`}
          value=""
          data={[
            { value: "", label: "Set one more option…" },
            ...others.map((column) => ({ value: column.key, label: column.label })),
          ]}
          onChange={(event) => {
            const column = others.find((one) => one.key === event.currentTarget.value);
            if (column) onChange(withKey(row, column.key, column.default ?? startOf(column)));
          }}
        />
      )}
    </Paper>
  );
}

interface CellProps {
  column: Field;
  id: string;
  value: Json | undefined;
  disabled?: boolean;
  onChange: (value: Json | undefined) => void;
  onRemove?: () => void;
}

function Cell({ column, id, value, disabled, onChange, onRemove }: CellProps) {
  const problem = wrong(column, value);
  const range = rangeInWords(column.limits);
  return (
    <Box miw={0}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text component="label" htmlFor={id} size="sm">
          {column.label}
          {column.required && " (needed)"}
        </Text>
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Leave out ${column.label}`} disabled={disabled} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </Group>
      <AnyInput
        field={column}
        id={id}
        value={value}
        disabled={disabled}
        invalid={problem !== ""}
        describedBy={`${id}-about`}
        onChange={onChange}
      />
      <Text id={`${id}-about`} size="xs" c={problem ? "red" : "dimmed"} mt={2}>
        {problem ? `Expected ${problem}` : [column.description, range].filter(Boolean).join(" ")}
      </Text>
    </Box>
  );
}

function withKey(row: JsonTable, key: string, value: Json | undefined): JsonTable {
  return value === undefined ? without(row, key) : { ...row, [key]: value };
}

/** What a key begins with that has no default. */
function startOf(column: Field): Json {
  const starts: Partial<Record<Field["kind"], Json>> = { switch: false, whole: 0, number: 0, list: [], rows: [], mapping: {} };
  if (column.kind === "choice") return column.choices[0] ?? "";
  return starts[column.kind] ?? "";
}

/** What people call a row: its name, or what it is for. */
function rowName(row: JsonTable, index: number): string {
  for (const key of ["Name", "Host", "Client", "Folder", "Category", "Tag", "URI"]) {
    const value = row[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return `Row ${index + 1}`;
}
