// What every input of a form is given.

import type { Field } from "../fields";
import type { Json } from "../json";

export interface InputProps {
  field: Field;
  value: Json | undefined;
  /** Undefined is to have no value of one's own: the default holds. */
  onChange: (value: Json | undefined) => void;
  id: string;
  /** The ids of what describes it. */
  describedBy?: string;
  /** For inputs whose label is not beside them, as in a row. */
  label?: string;
  disabled?: boolean;
  invalid?: boolean;
}

/** The attributes that Mantine's inputs share. */
export function attributes({ id, describedBy, label, disabled, invalid }: InputProps) {
  return {
    id,
    "aria-describedby": describedBy,
    "aria-label": label,
    disabled,
    error: invalid ?? false,
  };
}
