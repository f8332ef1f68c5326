// API keys: which there are, a new one that is shown once, and taking one back.
import { ActionIcon, Alert, Button } from "@mantine/core";
import { IconKey, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useKeys, useRevokeKey } from "../../api/hooks/access";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import styles from "./access.module.css";
import { Copied } from "./Copied";
import { NewKey } from "./NewKey";
import { scopeTitle } from "./scopes";

export function KeysSection() {
  const keys = useKeys();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Shape<"CreatedKey"> | null>(null);
  return (
    <Section
      title="API keys"
      about="For programs"
      actions={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
          New key
        </Button>
      }
      flush
    >
      {made && (
        <Alert
          m="md"
          variant="outline"
          title={`The key “${made.key.name}”`}
          withCloseButton
          closeButtonLabel="I have kept it"
          onClose={() => setMade(null)}
        >
          <p>
            This is the only time that it is shown. Programs send it as the header <span className="mono">X-Api-Key</span>.
          </p>
          <Copied text={made.secret} label="the key" />
        </Alert>
      )}
      <Answer of={keys} loading={<Loading rows={3} height={44} />}>
        {(told) =>
          told.keys.length === 0 ? (
            <Empty icon={IconKey} title="No keys yet">
              An app's Connect, a dashboard or Prometheus each gets one of its own.
            </Empty>
          ) : (
            <ul className={styles.keys}>
              {told.keys.map((key) => (
                <OneKey key={key.id} of={key} />
              ))}
            </ul>
          )
        }
      </Answer>
      <NewKey
        opened={adding}
        onClose={() => setAdding(false)}
        onMade={(key) => {
          setMade(key);
          setAdding(false);
        }}
      />
    </Section>
  );
}

function OneKey({ of: key }: { of: Shape<"Key"> }) {
  const confirm = useConfirm();
  const revoke = useRevokeKey();
  const ask = async () => {
    const sure = await confirm({
      title: `Revoke “${key.name}”?`,
      text: "Whoever uses it is let in no more, at once and for good.",
      label: "Revoke",
      grave: true,
    });
    if (sure) revoke.mutate(key.id, { onSuccess: () => say(`“${key.name}” is revoked.`), onError: sayFailed });
  };
  return (
    <li className={styles.key}>
      <div>
        <div className={styles.name}>{key.name}</div>
        <div className={styles.small}>
          {key.scopes.map(scopeTitle).join(", ")} · made <Moment at={key.created} /> · last used <Moment at={key.last_used} />
        </div>
      </div>
      <ActionIcon color="red" aria-label={`Revoke ${key.name}`} loading={revoke.isPending} onClick={() => void ask()}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
