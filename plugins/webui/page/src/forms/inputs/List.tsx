// Inputs for lists: one element a line, or boxes to tick where the elements are known.

import { Checkbox, Group, Textarea } from "@mantine/core";
import { useState } from "react";

import { same, textOf } from "../json";
import { fromLines, linesOf } from "../lines";
import { attributes, type InputProps } from "./props";

const MOST_ROWS = 12;

export function ListInput(props: InputProps) {
  return props.field.item?.choices.length ? <TickedList {...props} /> : <LineList {...props} />;
}

function LineList(props: InputProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() => linesOf(value));
  // What is typed may have an empty line at its end; a value that came from elsewhere takes its place.
  const text = same(fromLines(typed), Array.isArray(value) ? value : []) ? typed : linesOf(value);
  return (
    <Textarea
      {...attributes(props)}
      rows={Math.min(MOST_ROWS, text.split("\n").length)}
      wrap="off"
      spellCheck={false}
      autoCapitalize="none"
      placeholder="one a line"
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "var(--mantine-font-size-sm)" } }}
      value={text}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(fromLines(event.currentTarget.value));
      }}
    />
  );
}

function TickedList({ field, value, onChange, id, describedBy, label, disabled }: InputProps) {
  const chosen = Array.isArray(value) ? value.map(textOf) : [];
  return (
    <Checkbox.Group
      aria-label={label ?? field.label}
      aria-describedby={describedBy}
      value={chosen}
      onChange={(next) => onChange(field.item?.choices.filter((choice) => next.includes(textOf(choice))) ?? [])}
    >
      <Group gap="md" id={id}>
        {field.item?.choices.map((choice) => (
          <Checkbox key={textOf(choice)} value={textOf(choice)} label={textOf(choice)} disabled={disabled} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
