// Inputs for single values: switches, numbers, text, choices.

import { NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";

import { textOf } from "../json";
import { UNSET } from "../validate";
import { attributes, type InputProps } from "./props";

const WITHOUT = "";

export function SwitchInput(props: InputProps) {
  const { field, value, onChange, id, describedBy, label, disabled } = props;
  if (field.optional) return <YesNoInput {...props} />;
  const on = value === true;
  return (
    <Switch
      id={id}
      aria-describedby={describedBy}
      aria-label={label}
      disabled={disabled}
      checked={on}
      label={on ? "On" : "Off"}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** True, false, or neither. */
function YesNoInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <NativeSelect
      {...attributes(props)}
      value={typeof value === "boolean" ? String(value) : WITHOUT}
      data={[
        { value: WITHOUT, label: "Either" },
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(chosen === WITHOUT ? undefined : chosen === "true");
      }}
    />
  );
}

export function WholeInput(props: InputProps) {
  return <AnyNumber {...props} decimals={false} />;
}

export function DecimalInput(props: InputProps) {
  return <AnyNumber {...props} decimals />;
}

function AnyNumber({ decimals, ...props }: InputProps & { decimals: boolean }) {
  const { field, value, onChange } = props;
  const low = field.limits.minimum ?? field.limits.above;
  return (
    <NumberInput
      {...attributes(props)}
      value={typeof value === "number" || typeof value === "string" ? value : ""}
      allowDecimal={decimals}
      allowNegative={low === undefined || low < 0}
      clampBehavior="none"
      step={decimals ? 0.1 : 1}
      onChange={(next) => onChange(next === "" || next === "-" ? undefined : Number(next))}
    />
  );
}

export function TextLine(props: InputProps) {
  const { field, value, onChange } = props;
  const filled = typeof value === "string" && value !== UNSET ? value : typeof value === "number" ? String(value) : "";
  return (
    <TextInput
      {...attributes(props)}
      value={filled}
      spellCheck={false}
      autoCapitalize="none"
      placeholder={value === UNSET ? "to be filled in" : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(text === "" && field.optional ? undefined : text);
      }}
    />
  );
}

export function ChoiceInput(props: InputProps) {
  const { field, value, onChange } = props;
  const known = field.choices.some((choice) => choice === value);
  const choices = field.choices.map((choice) => ({ value: textOf(choice), label: textOf(choice) }));
  const without = { value: WITHOUT, label: known || value === undefined || value === null ? "Not set" : textOf(value) };
  return (
    <NativeSelect
      {...attributes(props)}
      value={known ? textOf(value ?? null) : WITHOUT}
      data={field.optional || !known ? [without, ...choices] : choices}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(field.choices.find((choice) => textOf(choice) === chosen));
      }}
    />
  );
}
