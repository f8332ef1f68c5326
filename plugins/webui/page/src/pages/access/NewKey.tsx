// A new API key: what it is called, and what it may do.
import { Alert, Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { sentenceOf } from "../../api/errors";
import { useNewKey } from "../../api/hooks/access";
import type { Shape } from "../../api/types";
import { SCOPES } from "./scopes";

interface NewKeyProps {
  opened: boolean;
  onClose: () => void;
  onMade: (key: Shape<"CreatedKey">) => void;
}

export function NewKey(props: NewKeyProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="A new API key">
      <Form {...props} />
    </Modal>
  );
}

function Form({ onClose, onMade }: NewKeyProps) {
  const create = useNewKey();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["read"]);
  const [asked, setAsked] = useState(false);
  const submit = () => {
    setAsked(true);
    const chosen = SCOPES.map(({ value }) => value).filter((scope) => scopes.includes(scope));
    if (name.trim() && chosen.length > 0) create.mutate({ name: name.trim(), scopes: chosen }, { onSuccess: onMade });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description="Who uses it, such as Radarr or Prometheus."
          data-autofocus
          maxLength={100}
          value={name}
          error={asked && !name.trim() ? "A name is needed" : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label="What it may do"
          value={scopes}
          onChange={setScopes}
          error={asked && scopes.length === 0 ? "Choose at least one" : undefined}
        >
          <Stack gap="xs" mt="xs">
            {SCOPES.map(({ value, title, text }) => (
              <Checkbox key={value} value={value} label={title} description={text} />
            ))}
          </Stack>
        </Checkbox.Group>
        {create.error && (
          <Alert color="red" role="alert">
            {sentenceOf(create.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
