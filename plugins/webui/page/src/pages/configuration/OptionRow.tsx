// One option: what it is called and means, its input, where its value comes from, and what is wrong with it.
import { Anchor, Button } from "@mantine/core";
import { IconArrowBackUp, IconLock, IconRestore } from "@tabler/icons-react";
import { useId } from "react";
import { Link } from "wouter";
import { ToneIcon } from "../../components/tone";
import { AnyInput } from "../../forms/AnyInput";
import { reset, set, undo, type Draft } from "../../forms/draft";
import type { Json } from "../../forms/json";
import { rangeInWords } from "../../forms/validate";
import styles from "./option.module.css";
import { defaultInWords, type Setting } from "./options";

interface OptionRowProps {
  setting: Setting;
  change: (next: (draft: Draft) => Draft) => void;
  /** The section takes no changes, as it is about to go. */
  disabled?: boolean;
  /** It is the one that was looked for. */
  sought?: boolean;
}

const WIDE = new Set(["rows", "mapping"]);

export function OptionRow({ setting, change, disabled = false, sought = false }: OptionRowProps) {
  const { field, place, standing, locked, problem } = setting;
  const id = useId();
  // What each step of trust means is said beside it.
  const about = field.key === "Trust" ? "How far the rule is trusted." : field.description;
  const onChange = (value: Json | undefined) =>
    change((draft) => {
      if (value !== undefined) return set(draft, place, value, standing);
      return standing.secret ? undo(draft, place) : reset(draft, place, standing);
    });
  return (
    <div
      className={styles.row}
      id={anchorOf(setting)}
      data-edited={setting.edit !== undefined || undefined}
      data-wide={WIDE.has(field.kind) || undefined}
      data-sought={sought || undefined}
    >
      <div>
        <div className={styles.names}>
          <label className={styles.label} htmlFor={id}>
            {field.label}
          </label>
          <span className={styles.key}>{field.path.join(".")}</span>
        </div>
        {about && (
          <p className={styles.about} id={`${id}-about`}>
            {about}
          </p>
        )}
      </div>
      <div className={styles.input}>
        <AnyInput
          field={field}
          id={id}
          value={setting.value}
          isSet={setting.isSet && !setting.edit?.remove}
          disabled={disabled || locked || setting.unknown || setting.elsewhere !== ""}
          invalid={problem !== ""}
          describedBy={`${id}-about ${id}-meta ${id}-problem`}
          onChange={onChange}
        />
        <Meta setting={setting} id={`${id}-meta`} change={change} disabled={disabled} />
        <div id={`${id}-problem`} aria-live="polite">
          {problem && (
            <p className={styles.problem}>
              <ToneIcon tone="bad" />
              <span>{problem}</span>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function Meta({ setting, id, change, disabled }: { setting: Setting; id: string; change: OptionRowProps["change"]; disabled: boolean }) {
  const { field, place, standing, source, locked, edit } = setting;
  const usual = defaultInWords(setting);
  const range = rangeInWords(field.limits);
  const inherited = place.heading.indexOf(".Plugins.") > 0;
  const canReset = standing.inFile && !edit && !locked && !disabled && !field.required;
  if (setting.elsewhere) {
    return (
      <div className={styles.meta} id={id}>
        <Anchor component={Link} href={setting.elsewhere} size="xs">
          Changed on the page Access
        </Anchor>
      </div>
    );
  }
  return (
    <div className={styles.meta} id={id}>
      {locked ? (
        <span>
          <IconLock size={12} aria-hidden /> Set by <span className="mono">{source}</span>; it cannot be changed here.
        </span>
      ) : (
        <span>{edit ? (edit.remove ? "Not saved: back to the default" : "Not saved yet") : standing.inFile ? "In the file" : "By default"}</span>
      )}
      {range && <span>{range}</span>}
      {usual && (edit !== undefined || source !== "default") && (
        <span className={styles.default}>
          {inherited ? "Everywhere" : "Default"} <span className="mono">{usual}</span>
        </span>
      )}
      {edit && !disabled && (
        <Button
          className={styles.reset}
          variant="subtle"
          size="compact-xs"
          leftSection={<IconArrowBackUp size={12} />}
          aria-label={`Undo the change of ${field.label}`}
          onClick={() => change((draft) => undo(draft, place))}
        >
          Undo
        </Button>
      )}
      {canReset && (
        <Button
          className={styles.reset}
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconRestore size={12} />}
          aria-label={`${setting.unknown ? "Take out" : standing.secret ? "Clear" : "Reset to default"}: ${field.label}`}
          onClick={() => change((draft) => reset(draft, place, standing))}
        >
          {setting.unknown ? "Take out" : standing.secret ? "Clear" : "Reset to default"}
        </Button>
      )}
    </div>
  );
}

/** The id by which an option is found on the page. */
export function anchorOf({ place }: Setting): string {
  return `option-${place.path.join("-")}`;
}
