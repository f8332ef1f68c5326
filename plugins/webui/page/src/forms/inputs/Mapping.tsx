// An input for a table whose keys are free: pairs of a name and what it stands for.

import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";

import { isTable, same, textOf, type Json } from "../json";
import type { InputProps } from "./props";

type Pair = [string, string];

export function MappingInput({ field, value, onChange, id, describedBy, disabled }: InputProps) {
  const [typed, setTyped] = useState<Pair[]>(() => pairsOf(value));
  // A pair without a name yet is only here; a value that came from elsewhere takes the place of all.
  const pairs = same(tableOf(typed), isTable(value) ? value : {}) ? typed : pairsOf(value);
  const change = (next: Pair[]) => {
    setTyped(next);
    onChange(tableOf(next));
  };
  return (
    <Stack gap="xs" role="group" id={id} aria-label={field.label} aria-describedby={describedBy}>
      {pairs.map(([name, meaning], index) => (
        <Group key={index} gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            miw={0}
            aria-label={`${field.label}, entry ${index + 1}: name`}
            value={name}
            disabled={disabled}
            onChange={(event) => change(pairs.with(index, [event.currentTarget.value, meaning]))}
          />
          <Text aria-hidden c="dimmed">
            →
          </Text>
          <TextInput
            flex={1}
            miw={0}
            aria-label={`${field.label}, entry ${index + 1}: stands for`}
            value={meaning}
            disabled={disabled}
            onChange={(event) => change(pairs.with(index, [name, event.currentTarget.value]))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove entry ${index + 1} of ${field.label}`}
            disabled={disabled}
            onClick={() => change(pairs.toSpliced(index, 1))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          onClick={() => setTyped([...pairs, ["", ""]])}
        >
          Add an entry
        </Button>
      </Group>
    </Stack>
  );
}

function pairsOf(value: Json | undefined): Pair[] {
  return isTable(value) ? Object.entries(value).map(([name, meaning]) => [name, textOf(meaning)]) : [];
}

function tableOf(pairs: Pair[]): Record<string, Json> {
  return Object.fromEntries(pairs.filter(([name]) => name.trim() !== ""));
}
