// The first account: asked for with the token that qbitrr printed when it started without one.
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSetUp, useSignInWithToken } from "../api/hooks/session";
import { Entrance } from "./entrance";
import styles from "./entrance.module.css";
import { Refused } from "./refused";

const SHORTEST = 8;

interface SetUpProps {
  token: string;
  /** Signed in with the token already. */
  inside: boolean;
  /** The account is made another time. */
  onLater: () => void;
}

export function SetUp({ token, inside, onLater }: SetUpProps) {
  const setUp = useSetUp();
  const enter = useSignInWithToken();
  const [typed, setTyped] = useState(token);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const short = password !== "" && password.length < SHORTEST;
  const later = () => (inside ? onLater() : enter.mutate({ token: typed.trim() }, { onSuccess: onLater }));

  return (
    <Entrance title="Make an account">
      <p className={styles.text}>
        qbitrr has no password yet. Choose one: from then on it lets nobody in without it.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!short) setUp.mutate({ token: typed.trim(), username, password });
        }}
      >
        <Stack gap="sm">
          {token === "" && (
            <PasswordInput
              label="Set-up token"
              description="It was printed in the log when qbitrr started."
              autoComplete="off"
              required
              withAsterisk={false}
              size="md"
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="Name"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            required
            withAsterisk={false}
            maxLength={100}
            autoFocus={token !== ""}
            size="md"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            description={`At least ${SHORTEST} characters.`}
            autoComplete="new-password"
            required
            withAsterisk={false}
            size="md"
            error={short ? `${SHORTEST - password.length} more to go` : undefined}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Refused failure={setUp.error ?? enter.error} />
          <Button type="submit" size="md" loading={setUp.isPending}>
            Make the account
          </Button>
          {(inside || typed !== "") && (
            <Anchor component="button" type="button" size="sm" ta="center" onClick={later}>
              Look around first
            </Anchor>
          )}
        </Stack>
      </form>
    </Entrance>
  );
}
