// The account: who is signed in and how, another password, and signing out everywhere.
import { Alert, Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { Refusal, sentenceOf } from "../../api/errors";
import { useChangePassword, useSignOut } from "../../api/hooks/session";
import type { Shape } from "../../api/types";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";
import { Section } from "../../components/page";
import styles from "./access.module.css";

const SHORTEST = 8;
const HOW: Record<string, string> = {
  password: "by name and password",
  token: "by the token",
  setup: "by the token of the set-up",
  key: "by an API key",
  oidc: "by your identity provider",
  proxy: "by your reverse proxy",
  open: "without asking: AuthDisabled is on",
};

export function AccountSection({ session }: { session: Shape<"Session"> }) {
  const confirm = useConfirm();
  const signOut = useSignOut();
  const everywhere = async () => {
    const sure = await confirm({
      title: "Sign out everywhere?",
      text: "Every browser that is signed in must sign in again, this one too. API keys stay.",
      label: "Sign out everywhere",
    });
    if (sure) signOut.mutate(true, { onError: sayFailed });
  };
  return (
    <Section title="Account">
      <dl className={styles.facts}>
        <dt>Signed in as</dt>
        <dd>{session.user || "nobody in particular"}</dd>
        <dt>How</dt>
        <dd>{HOW[session.how] ?? session.how}</dd>
        <dt>Also possible</dt>
        <dd>{ways(session.methods)}</dd>
      </dl>
      {session.how !== "open" && (
        <Button variant="default" loading={signOut.isPending} onClick={() => void everywhere()}>
          Sign out everywhere
        </Button>
      )}
    </Section>
  );
}

function ways({ password, oidc }: Shape<"Methods">): string {
  const found = [password && "a password", oidc && "an identity provider (OIDC)"].filter(Boolean);
  return found.length > 0 ? found.join(", ") : "nothing else: no password is set";
}

export function PasswordSection({ session }: { session: Shape<"Session"> }) {
  const change = useChangePassword();
  const [username, setUsername] = useState(session.user);
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [asked, setAsked] = useState(false);
  const needsCurrent = session.methods.password && session.how === "password";
  const problems = {
    username: username.trim() ? "" : "A name is needed",
    current: needsCurrent && !current ? "Your password is needed" : "",
    password: password.length < SHORTEST ? `At least ${SHORTEST} characters` : "",
    again: again === password ? "" : "This is not the same",
  };
  const shown = (problem: string) => (asked && problem) || undefined;
  const submit = () => {
    setAsked(true);
    if (Object.values(problems).some(Boolean)) return;
    change.mutate(
      { username: username.trim(), current, password },
      {
        onSuccess: () => {
          say("The password is changed. Other browsers must sign in again.");
          setCurrent("");
          setPassword("");
          setAgain("");
          setAsked(false);
        },
      },
    );
  };
  return (
    <Section title={session.methods.password ? "Change the password" : "Set a password"}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            autoComplete="username"
            autoCapitalize="none"
            maxLength={100}
            value={username}
            error={shown(problems.username)}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          {session.methods.password && (
            <PasswordInput
              label="Password now"
              description={needsCurrent ? undefined : "May be empty, as you did not sign in by it."}
              autoComplete="current-password"
              value={current}
              error={shown(problems.current)}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            label="New password"
            description={`At least ${SHORTEST} characters. Only its hash is kept, in the file.`}
            autoComplete="new-password"
            value={password}
            error={shown(problems.password)}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password again"
            autoComplete="new-password"
            value={again}
            error={shown(problems.again)}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          {change.error && (
            <Alert color="red" role="alert">
              {sentenceOf(change.error)}
              {change.error instanceof Refusal && change.error.problems.map((one) => ` ${one.hint || one.expected}`)}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {session.methods.password ? "Change it" : "Set it"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
