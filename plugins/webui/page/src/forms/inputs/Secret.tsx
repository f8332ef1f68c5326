// An input for what is never shown: it says whether there is something, and takes something new.

import { Button, Group, PasswordInput, VisuallyHidden } from "@mantine/core";
import { useState } from "react";

import { ToneBadge } from "../../components/tone";
import { attributes, type InputProps } from "./props";

interface SecretProps extends InputProps {
  /** Whether there is one now. */
  isSet: boolean;
}

export function SecretInput({ isSet, ...props }: SecretProps) {
  const { field, value, onChange, disabled } = props;
  const [open, setOpen] = useState(false);
  const typed = typeof value === "string" ? value : "";
  if (open || typed !== "" || (!isSet && !disabled)) {
    return (
      <Group gap="xs" wrap="nowrap">
        <PasswordInput
          {...attributes(props)}
          flex={1}
          miw={0}
          value={typed}
          autoFocus={open}
          autoComplete="new-password"
          data-1p-ignore
          placeholder={isSet ? "the new one" : "not set"}
          visibilityToggleButtonProps={{ "aria-label": `Show what is typed for ${field.label}` }}
          onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
        />
        {isSet && (
          <Button
            variant="default"
            onClick={() => {
              setOpen(false);
              onChange(undefined);
            }}
          >
            Keep the old one
          </Button>
        )}
      </Group>
    );
  }
  return (
    <Group gap="xs">
      <ToneBadge tone={isSet ? "good" : "neutral"}>{isSet ? "Set, not shown" : "Not set"}</ToneBadge>
      {!disabled && (
        <Button variant="default" size="xs" aria-describedby={props.describedBy} onClick={() => setOpen(true)}>
          Replace
          <VisuallyHidden> {field.label}</VisuallyHidden>
        </Button>
      )}
    </Group>
  );
}
