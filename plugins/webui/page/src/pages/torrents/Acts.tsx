// What a person can do about one torrent. Nothing is taken for done before the server says so.
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconLockOpen, IconShield, IconShieldOff, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { sentenceOf } from "../../api/errors";
import { useAct, type Word } from "../../api/hooks/downloads";
import { useMay } from "../../api/hooks/session";
import type { Shape } from "../../api/types";
import { type Question, useConfirm } from "../../components/confirm";
import { say } from "../../components/notices";

/** Characters of the hash that have to be typed. */
const ENOUGH = 8;

const QUESTIONS: Record<Exclude<Word, "protect">, (why: Shape<"Why">) => Question> = {
  unprotect: (why) => ({
    title: "Lift the protection?",
    label: "Lift the protection",
    text: (
      <>
        The rules may act on <Name of={why} /> again. Whatever else keeps it stays as it is.
      </>
    ),
  }),
  restore: (why) => ({
    title: "Restore this torrent?",
    label: "Restore",
    text: (
      <>
        <Name of={why} /> leaves the quarantine: its category, tags, limits and place are put back as they were, and it is
        protected from being removed again until you lift that.
      </>
    ),
  }),
  release: (why) => ({
    title: "Release it from what it owes?",
    label: "Release",
    grave: true,
    typed: why.hash.slice(0, ENOUGH),
    text: (
      <>
        <Name of={why} /> still owes something to its tracker. With your word it may be removed in spite of that, as soon as
        a rule wants it; the tracker may count a hit and run against you. This is not taken back.
      </>
    ),
  }),
  discard: (why) => ({
    title: "Let it go?",
    label: "Discard",
    grave: true,
    typed: why.hash.slice(0, ENOUGH),
    text: why.held?.state === "held" ? (
      <>
        The quarantine of <Name of={why} /> ends now, and its data is deleted for good, unless something still speaks
        against it. This is not taken back.
      </>
    ) : (
      <>
        <Name of={why} /> was never imported. With your word it is removed all the same, unless something still speaks
        against it: it goes into quarantine, and its data is deleted when that ends.
      </>
    ),
  }),
};

const LABELS: Record<Word, [string, typeof IconShield]> = {
  protect: ["Protect…", IconShield],
  unprotect: ["Lift the protection", IconShieldOff],
  restore: ["Restore", IconArrowBackUp],
  release: ["Release…", IconLockOpen],
  discard: ["Discard…", IconTrash],
};
const ORDER: readonly Word[] = ["restore", "protect", "unprotect", "release", "discard"];

export function Acts({ of: why }: { of: Shape<"Why"> }) {
  const confirm = useConfirm();
  const act = useAct();
  const [protecting, setProtecting] = useState(false);
  const can = ORDER.filter((word) => why.can[word]);
  const may = useMay("act");
  if (can.length === 0) return null;

  const tell = (word: Word, body: Shape<"Act">) =>
    act.mutateAsync({ client: why.client, hash: why.hash, act: word, ...body }).then((done) => say(done));
  const ask = async (word: Exclude<Word, "protect">) => {
    act.reset();
    const question = QUESTIONS[word](why);
    if (await confirm(question)) await tell(word, question.typed ? { confirm: why.hash } : {}).catch(() => undefined);
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {can.map((word) => {
          const [label, Icon] = LABELS[word];
          return (
            <Button
              key={word}
              size="xs"
              variant={word === "restore" ? "filled" : "default"}
              leftSection={<Icon size={15} aria-hidden />}
              disabled={!may || (act.isPending && act.variables.act !== word)}
              loading={act.isPending && act.variables.act === word}
              title={may ? undefined : "You are signed in without the right to act"}
              onClick={() => (word === "protect" ? setProtecting(true) : void ask(word))}
            >
              {label}
            </Button>
          );
        })}
      </Group>
      {act.isError && (
        <Alert color="red" role="alert" withCloseButton closeButtonLabel="Close" onClose={act.reset}>
          {sentenceOf(act.error)}
        </Alert>
      )}
      <Protect
        opened={protecting}
        name={<Name of={why} />}
        onClose={() => setProtecting(false)}
        onSay={(reason) => {
          setProtecting(false);
          void tell("protect", { reason }).catch(() => undefined);
        }}
      />
    </Stack>
  );
}

interface ProtectProps {
  opened: boolean;
  name: ReactNode;
  onClose: () => void;
  onSay: (reason: string) => void;
}

function Protect({ opened, name, onClose, onSay }: ProtectProps) {
  const [reason, setReason] = useState("");
  return (
    <Modal opened={opened} onClose={onClose} title="Protect this torrent">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSay(reason.trim());
        }}
      >
        <Stack>
          <Text component="div">
            {name} is never removed nor rejected while it is protected, whatever any rule says.
          </Text>
          <TextInput
            label="Why"
            description="It is shown wherever one asks why this torrent is kept."
            placeholder="kept for Anna"
            value={reason}
            maxLength={500}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Protect</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Name({ of }: { of: { name: string; hash: string } }) {
  return <strong style={{ overflowWrap: "anywhere" }}>{of.name || of.hash}</strong>;
}
