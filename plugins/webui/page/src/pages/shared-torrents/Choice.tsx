// Several values of one key to filter by, with how many there are of each.
import { Button, Checkbox, Popover, Stack, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { count } from "../../words/amounts";
import styles from "./shared.module.css";

export interface Value {
  value: string;
  label: string;
  count?: number;
}

interface Props {
  label: string;
  values: readonly Value[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

/** From so many values on they can be searched. */
const MANY = 10;

export function ChoiceButton({ label, values, chosen, onChoose }: Props) {
  const names = chosen.map((value) => values.find((one) => one.value === value)?.label ?? value);
  const said = names.length === 0 ? label : `${label}: ${names.length > 2 ? `${names.length} chosen` : names.join(", ")}`;
  return (
    <Popover position="bottom-start" shadow="md" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={chosen.length ? "light" : "default"}
          size="compact-md"
          fw={500}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-haspopup="dialog"
        >
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={label}>
        <Choices label={label} values={values} chosen={chosen} onChoose={onChoose} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function Choices({ label, values, chosen, onChoose }: Props) {
  const [sought, setSought] = useState("");
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  const all = [...missing.map((value): Value => ({ value, label: value, count: 0 })), ...values];
  const shown = all.filter((one) => one.label.toLowerCase().includes(sought.toLowerCase()));
  const toggle = (value: string) =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Stack gap={6}>
      {all.length > MANY && (
        <TextInput
          size="xs"
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <div className={styles.choices} role="group" aria-label={label}>
        {shown.map((one) => (
          <div key={one.value} className={styles.choice}>
            <Checkbox
              size="xs"
              label={one.label}
              checked={chosen.includes(one.value)}
              onChange={() => toggle(one.value)}
              aria-describedby={undefined}
            />
            {one.count !== undefined && <span className="soft">{count(one.count)}</span>}
          </div>
        ))}
        {shown.length === 0 && <span className="soft">Nothing to choose</span>}
      </div>
      {chosen.length > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => onChoose([])}>
          Choose none
        </Button>
      )}
    </Stack>
  );
}
