// The set-up, step by step: asked, checked, looked at, and saved.
import { Alert, Button, Group } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Refusal, sentenceOf } from "../../api/errors";
import { useSave } from "../../api/hooks/config";
import type { Shape } from "../../api/types";
import { Page, Section } from "../../components/page";
import { concernsChanged, type Change } from "../../forms/draft";
import { Outcome } from "../configuration/Outcome";
import { Problems } from "../configuration/Problems";
import { AppsStep } from "./AppsStep";
import { useWizardCheck, useWizardPreview } from "./asking";
import { ClientStep } from "./ClientStep";
import { FoldersStep } from "./FoldersStep";
import { forget, keep, letWait } from "./keeping";
import { remember, typed } from "./memory";
import type { StepProps } from "./props";
import { ReportStep } from "./ReportStep";
import { ReviewStep } from "./ReviewStep";
import { SafetyStep } from "./SafetyStep";
import styles from "./setup.module.css";
import { Steps } from "./Steps";
import { changesOf, problemsOf, stepOf, STEPS, type Secrets, type Wizard } from "./wizard";

const REVIEW = STEPS.indexOf("Review");
const REPORT = STEPS.indexOf("What would happen");

interface WizardProps {
  config: Shape<"Config">;
  begin: Wizard;
  abouts: Readonly<Record<string, string>>;
  reload: () => void;
}

export function WizardPage({ config, begin, abouts, reload }: WizardProps) {
  const [, navigate] = useLocation();
  const [wizard, setWizard] = useState(begin);
  const [secrets, setSecrets] = useState<Secrets>(typed);
  const [revision, setRevision] = useState(0);
  const [reached, setReached] = useState(begin.step);
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState<Shape<"Saved"> | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const save = useSave();
  const { step } = wizard;

  const changes = changesOf(wizard, secrets, config);
  const problems = problemsOf(wizard, secrets, config);
  const asked = { changes, fingerprint: config.fingerprint, revision };
  const checked = useWizardCheck({ ...asked, enabled: step >= REVIEW && saved === null });
  const preview = useWizardPreview({ ...asked, enabled: step === REPORT && saved === null });

  useEffect(() => keep(window.sessionStorage, wizard), [wizard]);
  useEffect(() => remember(secrets), [secrets]);
  useEffect(() => heading.current?.focus(), [step]);

  const answer = (change: Partial<Wizard>) => {
    setWizard((held) => ({ ...held, ...change }));
    setRevision((held) => held + 1);
    save.reset();
  };
  const keepSecret = (name: string, secret: string) => {
    setSecrets((held) => ({ ...held, [name]: secret }));
    setRevision((held) => held + 1);
  };
  const go = (to: number) => {
    setWizard((held) => ({ ...held, step: to }));
    setReached((held) => Math.max(held, to));
    setTried(false);
  };
  const wrongHere = Object.keys(problems).filter((field) => stepOf(wizard, headingOf(field)) === step);
  const next = () => {
    setTried(true);
    if (wrongHere.length === 0) go(step + 1);
    else document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  };
  const finish = (dryRun: boolean) => {
    const last = changesOf({ ...wizard, dryRun }, secrets, config);
    save.mutate(
      { fingerprint: config.fingerprint, changes: last },
      {
        onSuccess: (told) => {
          setSaved(told);
          remember({});
          forget(window.sessionStorage);
          letWait(window.sessionStorage);
        },
        onError: (failure) => {
          if (failure instanceof Refusal && failure.status === 409) reload();
        },
      },
    );
  };
  const later = () => {
    letWait(window.sessionStorage);
    navigate("/");
  };
  const props: StepProps = {
    wizard,
    answer,
    secrets,
    keepSecret,
    config,
    problem: (name, key) => told(checked.data, name, key) ?? (tried ? problems[`${name} ${key}`] : undefined),
  };

  if (saved) {
    return (
      <Page title="Set up qbitrr">
        <Section title="It is set up">
          <Outcome answer={saved} onClose={() => navigate("/")} />
        </Section>
      </Page>
    );
  }
  return (
    <Page
      title="Set up qbitrr"
      about="Nothing is written before the end, and you can come back to it"
      actions={
        <Button variant="subtle" onClick={later}>
          Do this later
        </Button>
      }
    >
      <Steps current={step} reached={reached} go={go} />
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step < REPORT && canGoOn()) next();
        }}
      >
        <Section>
          <h2 ref={heading} tabIndex={-1} className={styles.title} style={{ outline: "none" }}>
            {TITLES[step]}
          </h2>
          {step === 0 && <ClientStep {...props} />}
          {step === 1 && <AppsStep {...props} />}
          {step === 2 && <SafetyStep {...props} abouts={abouts} />}
          {step === 3 && <FoldersStep {...props} />}
          {step === REVIEW && <ReviewStep wizard={wizard} checked={checked} go={go} />}
          {step === REPORT && <ReportStep preview={preview} />}
        </Section>
        {save.error && (
          <Alert mt="md" color="red" title="Not saved" role="alert">
            {save.error instanceof Refusal && save.error.status === 409
              ? "Somebody else has changed the file meanwhile. It was read anew; look at it and save again."
              : sentenceOf(save.error)}
            {save.error instanceof Refusal && save.error.problems.length > 0 && <Problems problems={save.error.problems} />}
          </Alert>
        )}
        <div className={styles.bar}>
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} disabled={step === 0} onClick={() => go(step - 1)}>
            Back
          </Button>
          {step < REPORT ? (
            <Button type="submit" rightSection={<IconArrowRight size={16} />} disabled={!canGoOn()}>
              {step === REVIEW ? "See what would happen" : "Next"}
            </Button>
          ) : (
            <Group gap="xs">
              <Button variant={wizard.dryRun ? "default" : "filled"} loading={save.isPending} onClick={() => finish(false)}>
                Save and work for real
              </Button>
              <Button variant={wizard.dryRun ? "filled" : "default"} loading={save.isPending} onClick={() => finish(true)}>
                Save and look first (dry run)
              </Button>
            </Group>
          )}
        </div>
      </form>
    </Page>
  );

  function canGoOn(): boolean {
    return step !== REVIEW || (checked.data !== undefined && !isOurs(checked.data, changes));
  }
}

const TITLES = [
  "Where is qBittorrent?",
  "Which apps send it downloads?",
  "How careful shall qbitrr be?",
  "Where are the files?",
  "What the file becomes",
  "What qbitrr would do",
];

/** Whether something is wrong in what was answered here: what was wrong before is told, and hinders nobody. */
function isOurs(checked: Shape<"Checked">, changes: readonly Change[]): boolean {
  return checked.problems.some((problem) => problem.fatal && concernsChanged(changes, problem.section));
}

/** What the server found wrong with a field. */
function told(checked: Shape<"Checked"> | undefined, heading: string, key: string): string | undefined {
  const problem = checked?.problems.find((one) => one.section === heading && one.key === key);
  return problem && (problem.expected ? `Expected ${problem.expected}` : problem.hint);
}

/** A field is a heading and a key; the heading may have spaces in it. */
function headingOf(field: string): string {
  return field.slice(0, field.lastIndexOf(" "));
}
