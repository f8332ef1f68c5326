// The third step: how careful qbitrr is to be, and which rules judge the downloads.
import { NativeSelect, Radio, Stack, Switch, TextInput } from "@mantine/core";
import type { Shape } from "../../api/types";
import { durationInWords } from "../../forms/measures";
import { TRUSTS } from "../../forms/trust";
import type { StepProps } from "./props";
import styles from "./setup.module.css";
import { USUAL } from "./usual";
import { isLocked, type RuleAnswer } from "./wizard";

interface SafetyStepProps extends StepProps {
  /** What each rule is about, by its name. */
  abouts: Readonly<Record<string, string>>;
}

export function SafetyStep(props: SafetyStepProps) {
  const { wizard, answer, config, problem, abouts } = props;
  const rules = Object.keys(wizard.rules);
  const usual = Object.keys(USUAL).filter((rule) => rules.includes(rule));
  const others = rules.filter((rule) => !(rule in USUAL));
  const change = (rule: string, next: RuleAnswer) => answer({ rules: { ...wizard.rules, [rule]: next } });
  return (
    <div>
      <h3 className={styles.title}>How to begin</h3>
      <Radio.Group
        aria-label="How to begin"
        value={wizard.dryRun ? "dry" : "real"}
        onChange={(value) => answer({ dryRun: value === "dry" })}
      >
        <Stack gap="xs">
          <Radio
            value="dry"
            disabled={isLocked(config, "Settings", "DryRun")}
            label="Look first (dry run)"
            description="qbitrr decides and tells you what it would do, and does nothing. Switch it off in the configuration when you like what you see."
          />
          <Radio
            value="real"
            disabled={isLocked(config, "Settings", "DryRun")}
            label="Work from the start"
            description="Imports are set off at once. What is removed goes into quarantine first, and limits stop everything when too much would go at once."
          />
        </Stack>
      </Radio.Group>
      <h3 className={styles.title}>What is removed stays restorable for</h3>
      <TextInput
        maw={260}
        aria-label="What is removed stays restorable for"
        value={wizard.quarantineFor}
        disabled={isLocked(config, "Settings", "QuarantineFor")}
        error={problem("Settings", "QuarantineFor")}
        description={durationInWords(wizard.quarantineFor) || "Such as 7d or 12h. 0 deletes at once."}
        inputWrapperOrder={["input", "error", "description"]}
        onChange={(event) => answer({ quarantineFor: event.currentTarget.value })}
      />
      <h3 className={styles.title}>Rules</h3>
      <p className={styles.lead}>
        A rule judges which downloads are not worth keeping. One that only observes says what it would have done: begin so, read the activity
        for some days, and trust it further when it is right.
      </p>
      <RuleList rules={usual} wizard={wizard} change={change} about={(rule) => USUAL[rule] ?? ""} />
      {others.length > 0 && (
        <details>
          <summary className={styles.title}>{others.length} more, for those who know that they want them</summary>
          <RuleList rules={others} wizard={wizard} change={change} about={(rule) => abouts[rule] ?? ""} />
        </details>
      )}
    </div>
  );
}

interface RuleListProps {
  rules: string[];
  wizard: StepProps["wizard"];
  change: (rule: string, next: RuleAnswer) => void;
  about: (rule: string) => string;
}

function RuleList({ rules, wizard, change, about }: RuleListProps) {
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => {
        const answer = wizard.rules[rule] ?? { on: false, trust: "observe" };
        const explained = TRUSTS.find(({ value }) => value === answer.trust)?.text;
        return (
          <li key={rule} className={styles.rule}>
            <Switch
              label={rule}
              description={answer.on ? `${about(rule)} ${explained}` : about(rule)}
              checked={answer.on}
              onChange={(event) => change(rule, { ...answer, on: event.currentTarget.checked })}
            />
            {answer.on && (
              <NativeSelect
                aria-label={`How far ${rule} is trusted`}
                value={answer.trust}
                data={TRUSTS.map(({ value, title }) => ({ value, label: title }))}
                onChange={(event) => {
                  const trust = TRUSTS.find(({ value }) => value === event.currentTarget.value);
                  if (trust) change(rule, { ...answer, trust: trust.value });
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What each rule says it is about: what its plugin says, else what its options say. */
export function aboutsOf(schemas: Shape<"Schemas">, plugins: Shape<"Plugins"> | undefined): Record<string, string> {
  const described = Object.entries(schemas.schemas).map(([name, { description }]) => [name, typeof description === "string" ? description : ""]);
  const told = (plugins?.plugins ?? []).filter(({ about }) => about).map(({ plugin, about }) => [plugin, about]);
  return Object.fromEntries([...described, ...told]) as Record<string, string>;
}
