// The first account: asked for with the token that qbitrr printed when it started without one.
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSetUp } from "../api/hooks/session";
import { Entrance } from "./entrance";
import styles from "./entrance.module.css";
import { Refused } from "./refused";

const SHORTEST = 8;

export function SetUp({ token }: { token: string }) {
  const setUp = useSetUp();
  const [typed, setTyped] = useState(token);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const short = password !== "" && password.length < SHORTEST;

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
          <Refused failure={setUp.error} />
          <Button type="submit" size="md" loading={setUp.isPending}>
            Make the account
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
