// The choice of how far a rule is trusted, with what each step means.
import { Radio, Stack } from "@mantine/core";

import { TRUSTS } from "../trust";
import type { InputProps } from "./props";

export function TrustInput({ field, value, onChange, id, describedBy, label, disabled }: InputProps) {
  return (
    <Radio.Group
      aria-label={label ?? field.label}
      aria-describedby={describedBy}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
    >
      <Stack gap="xs" id={id}>
        {TRUSTS.map((trust) => (
          <Radio key={trust.value} value={trust.value} size="xs" label={trust.title} description={trust.text} disabled={disabled} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
