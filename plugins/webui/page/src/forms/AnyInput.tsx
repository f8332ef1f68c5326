// The input for a field, by its kind.

import type { ComponentType } from "react";

import type { Kind } from "./fields";
import { ListInput } from "./inputs/List";
import { MappingInput } from "./inputs/Mapping";
import { DurationInput, SizeInput } from "./inputs/Measures";
import { ChoiceInput, DecimalInput, SwitchInput, TextLine, WholeInput } from "./inputs/Plain";
import { type InputProps } from "./inputs/props";
import { RowsInput } from "./inputs/Rows";
import { SecretInput } from "./inputs/Secret";
import { TrustInput } from "./inputs/Trust";

function Secret(props: InputProps & { isSet?: boolean }) {
  return <SecretInput {...props} isSet={props.isSet ?? false} />;
}

const INPUTS: Record<Kind, ComponentType<InputProps & { isSet?: boolean }>> = {
  switch: SwitchInput,
  whole: WholeInput,
  number: DecimalInput,
  text: TextLine,
  secret: Secret,
  duration: DurationInput,
  size: SizeInput,
  choice: ChoiceInput,
  list: ListInput,
  rows: RowsInput,
  mapping: MappingInput,
  other: TextLine,
};

export function AnyInput(props: InputProps & { isSet?: boolean }) {
  const Input = props.field.key === "Trust" && props.field.choices.includes("observe") ? TrustInput : INPUTS[props.field.kind];
  return <Input {...props} />;
}
