// Everything that is about to be saved: each change, what the file becomes, what is wrong, what starts anew. Then what came of it.
import { ActionIcon, Alert, Button, Group, Loader, Modal, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { Refusal, sentenceOf } from "../../api/errors";
import { useSave } from "../../api/hooks/config";
import type { Shape } from "../../api/types";
import { ToneBadge } from "../../components/tone";
import { add, changesOf, concernsChanged, keepSection, removeSection, undo, type Change, type Draft } from "../../forms/draft";
import { shown } from "../../forms/json";
import { Diff } from "./Diff";
import { Outcome } from "./Outcome";
import { Problems } from "./Problems";
import styles from "./review.module.css";
import { discard } from "./store";
import type { useChecked } from "./useChecked";

interface ReviewProps {
  opened: boolean;
  onClose: () => void;
  draft: Draft;
  fingerprint: string;
  checking: ReturnType<typeof useChecked>;
  /** Whether the value at a heading and path must not be shown. */
  isSecret: (heading: string, path: readonly string[]) => boolean;
  change: (next: (draft: Draft) => Draft) => void;
  /** Somebody else has changed the file. */
  onOutdated: () => void;
}

export function Review(props: ReviewProps) {
  const { opened, onClose, draft, fingerprint, checking, onOutdated } = props;
  const small = useMediaQuery("(max-width: 48em)");
  const save = useSave();
  const [saved, setSaved] = useState<Shape<"Saved"> | null>(null);
  const { checked, current, error } = checking;
  const changes = changesOf(draft);
  const ours = checked?.problems.filter((problem) => problem.fatal && concernsChanged(changes, problem.section)) ?? [];

  const close = () => {
    onClose();
    save.reset();
  };
  const go = () =>
    save.mutate(
      { fingerprint, changes },
      {
        onSuccess: (answer) => {
          setSaved(answer);
          discard();
        },
        onError: (failure) => {
          if (failure instanceof Refusal && failure.status === 409) {
            close();
            onOutdated();
          }
        },
      },
    );

  return (
    <Modal
      opened={opened}
      onClose={close}
      onExitTransitionEnd={() => setSaved(null)}
      title={saved ? "Saved" : "Review the changes"}
      size="xl"
      fullScreen={small}
    >
      {saved ? (
        <Outcome answer={saved} onClose={close} />
      ) : (
        <Stack>
          <Changes {...props} />
          {error && (
            <Alert color="red" title="The changes could not be checked">
              {sentenceOf(error)}{" "}
              <Button variant="subtle" size="compact-sm" onClick={checking.again}>
                Try again
              </Button>
            </Alert>
          )}
          {!error && !current && (
            <Group gap="xs" role="status">
              <Loader size="xs" /> Checking what the file would become…
            </Group>
          )}
          {checked && current && <Came checked={checked} ours={ours} />}
          {save.error && !(save.error instanceof Refusal && save.error.status === 409) && (
            <Alert color="red" title="Not saved" role="alert">
              {sentenceOf(save.error)}
              {save.error instanceof Refusal && save.error.problems.length > 0 && <Problems problems={save.error.problems} />}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Back
            </Button>
            <Button
              onClick={go}
              loading={save.isPending}
              color={ours.length > 0 ? "red" : undefined}
              disabled={!current || changes.length === 0}
            >
              {ours.length > 0 ? "Save all the same" : "Save"}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Came({ checked, ours }: { checked: Shape<"Checked">; ours: Shape<"Problem">[] }) {
  const others = checked.problems.filter((problem) => !ours.includes(problem));
  return (
    <>
      {ours.length > 0 && (
        <Alert color="red" title="Wrong in what you change">
          <Problems problems={ours} />
          <p className={styles.note}>Saved as it is, such a section does not run, or runs on as it was. The others go on.</p>
        </Alert>
      )}
      {others.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {others.length} {others.length === 1 ? "problem" : "problems"} besides, worth a look
          </summary>
          <Problems problems={others} />
        </details>
      )}
      <section>
        <h3 className={styles.title}>What the file becomes</h3>
        <Diff text={checked.diff} />
        <p className={styles.note}>Everything else stays as it is, your comments and their order too. Secrets are not shown.</p>
      </section>
      <p className={styles.note}>
        {checked.restarts.length === 0
          ? "No process has to start anew."
          : `These start anew: ${checked.restarts.join(", ")}. The others go on.`}
      </p>
    </>
  );
}

function Changes({ draft, isSecret, change }: ReviewProps) {
  return (
    <ul className={styles.changes}>
      {changesOf(draft).map((one) => (
        <li key={[one.heading, ...one.path].join("\u0000")}>
          <div className={styles.what}>
            <span className="mono">
              [{one.heading}] {one.path.join(".")}
            </span>
            <Means change={one} draft={draft} secret={isSecret(one.heading, one.path)} />
          </div>
          <ActionIcon
            aria-label={`Undo: ${one.heading} ${one.path.join(".")}`}
            onClick={() => change((held) => undone(held, one))}
          >
            <IconArrowBackUp size={16} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

function Means({ change, draft, secret }: { change: Change; draft: Draft; secret: boolean }) {
  if (change.path.length === 0) {
    return <ToneBadge tone={change.remove ? "bad" : "good"}>{change.remove ? "goes, with its rules" : "a new section"}</ToneBadge>;
  }
  const edit = Object.values(draft.edits).find(
    (one) => one.heading === change.heading && one.path.join("\u0000") === change.path.join("\u0000"),
  );
  if (secret) return <span>{change.remove ? "cleared" : "a new secret"}</span>;
  const before = edit?.was.inFile ? shown(edit.was.value) : "default";
  return (
    <span className={styles.values}>
      <span className={styles.before}>{before}</span>
      <span aria-hidden> → </span>
      <span className="hidden"> becomes </span>
      <strong>{change.remove ? "default" : shown(change.value)}</strong>
    </span>
  );
}

function undone(draft: Draft, change: Change): Draft {
  if (change.path.length > 0) return undo(draft, change);
  return change.remove ? keepSection(draft, change.heading) : removeSection(add(draft, { heading: change.heading, kind: "", schemaName: "" }), change.heading);
}
