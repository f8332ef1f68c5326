// A form that a plugin declares as a JSON schema: filled in, judged, and sent to the plugin.
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { useFillPanel } from "../../api/hooks/plugins";
import type { Shape } from "../../api/types";
import { say, sayFailed } from "../../components/notices";
import { AnyInput } from "../../forms/AnyInput";
import { fieldsOf, type Field } from "../../forms/fields";
import { isTable, type Json, type JsonTable } from "../../forms/json";
import { asSchema } from "../../forms/schema";
import { wrong } from "../../forms/validate";
import styles from "./panels.module.css";

interface PanelFormProps {
  plugin: string;
  name: string;
  form: Shape<"PanelForm">;
  disabled: boolean;
}

export function PanelForm({ plugin, name, form, disabled }: PanelFormProps) {
  const fill = useFillPanel(plugin, name);
  const fields = fieldsOf(asSchema(form.form_schema as JsonTable)).filter((field) => field.path.length === 1);
  const [values, setValues] = useState<JsonTable>(form.values as JsonTable);
  const [asked, setAsked] = useState(false);
  const problems = new Map(fields.map((field) => [field.key, problemOf(field, values[field.key])]));
  const send = () => {
    setAsked(true);
    if ([...problems.values()].some(Boolean)) return;
    fill.mutate({ values }, { onSuccess: (done) => say(done), onError: sayFailed });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {fields.map((field) => (
        <PanelField
          key={field.key}
          field={field}
          value={values[field.key] ?? field.default}
          problem={asked || values[field.key] !== undefined ? (problems.get(field.key) ?? "") : ""}
          disabled={disabled}
          onChange={(value) => setValues((held) => ({ ...held, [field.key]: value ?? null }))}
        />
      ))}
      <div className={styles.send}>
        <Button type="submit" loading={fill.isPending} disabled={disabled}>
          Send
        </Button>
      </div>
    </form>
  );
}

interface PanelFieldProps {
  field: Field;
  value: Json | undefined;
  problem: string;
  disabled: boolean;
  onChange: (value: Json | undefined) => void;
}

function PanelField({ field, value, problem, disabled, onChange }: PanelFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <div>
        <label htmlFor={id} className={styles.label}>
          {field.label}
        </label>
        <p className={styles.about} id={`${id}-about`}>
          {field.description}
        </p>
      </div>
      <div>
        <AnyInput
          field={field}
          id={id}
          value={value}
          disabled={disabled}
          invalid={problem !== ""}
          describedBy={`${id}-about ${id}-problem`}
          onChange={onChange}
        />
        <p className={styles.problem} id={`${id}-problem`} aria-live="polite">
          {problem}
        </p>
      </div>
    </div>
  );
}

function problemOf(field: Field, value: Json | undefined): string {
  const empty = value === undefined || value === null || value === "" || (isTable(value) && Object.keys(value).length === 0);
  if (field.required && field.default === undefined && empty) return "This is needed.";
  const found = wrong(field, value);
  return found && `Expected ${found}.`;
}
