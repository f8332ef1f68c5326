// Inputs for durations and sizes: text with a unit, read back in words, and a box where it can be off.

import { Checkbox, Group, Text, TextInput } from "@mantine/core";

import type { Json } from "../json";
import { durationInWords, sizeInWords } from "../measures";
import { isOff } from "../validate";
import { attributes, type InputProps } from "./props";

export function DurationInput(props: InputProps) {
  return <MeasureInput {...props} inWords={durationInWords} example="30m" />;
}

export function SizeInput(props: InputProps) {
  return <MeasureInput {...props} inWords={sizeInWords} example="10G" />;
}

interface MeasureProps extends InputProps {
  inWords: (text: string) => string;
  example: string;
}

function MeasureInput({ inWords, example, ...props }: MeasureProps) {
  const { field, value, onChange, id, disabled } = props;
  const off = isOff(field, value);
  const text = off ? "" : written(value);
  return (
    <Group gap="sm" wrap="nowrap">
      <TextInput
        {...attributes(props)}
        flex={1}
        miw={0}
        disabled={disabled || off}
        value={text}
        placeholder={off ? "off" : `such as ${example}`}
        autoCapitalize="none"
        spellCheck={false}
        rightSectionWidth="auto"
        rightSectionPointerEvents="none"
        rightSection={
          <Text size="xs" c="dimmed" px="xs" truncate maw="9rem">
            {inWords(text)}
          </Text>
        }
        onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
      />
      {field.optional && (
        <Checkbox
          id={`${id}-off`}
          label="Off"
          aria-label={`${field.label}: off`}
          disabled={disabled}
          checked={off}
          onChange={(event) => onChange(event.currentTarget.checked ? "-1" : unlessOff(field.default))}
        />
      )}
    </Group>
  );

  function unlessOff(fallback: Json | undefined): Json {
    return fallback === undefined || isOff(field, fallback) ? example : fallback;
  }
}

function written(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
