// Signing in: with a password, through an OpenID provider, or with a token.
import { Anchor, Button, Divider, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { address } from "../api/client";
import { useSignIn, useSignInWithToken } from "../api/hooks/session";
import type { Shape } from "../api/types";
import { Entrance } from "./entrance";
import styles from "./entrance.module.css";
import { Refused, RefusedAtProvider } from "./refused";

interface Props {
  session: Shape<"Session">;
  token: string;
  /** Why signing in at the provider came to nothing; empty if it did not. */
  refused: string;
}

export function SignIn({ session, token, refused }: Props) {
  const { password, oidc } = session.methods;
  const withToken = useSignInWithToken();
  const [byToken, setByToken] = useState(!password && !oidc);
  const tried = useRef(false);
  const { mutate } = withToken;

  useEffect(() => {
    if (token === "" || tried.current) return;
    tried.current = true;
    mutate({ token }, { onError: () => setByToken(true) });
  }, [token, mutate]);

  return (
    <Entrance title="Sign in">
      <Stack gap="md" mt="md">
        <RefusedAtProvider word={refused} />
        {oidc && <Provider />}
        {oidc && (password || byToken) && <Divider label="or" />}
        {byToken ? <WithToken entering={withToken} /> : password && <WithPassword />}
        {(password || oidc) && (
          <Anchor component="button" type="button" size="sm" ta="center" onClick={() => setByToken(!byToken)}>
            {byToken ? "Sign in another way" : "Sign in with a token"}
          </Anchor>
        )}
      </Stack>
    </Entrance>
  );
}

function Provider() {
  const next = `${window.location.pathname}${window.location.search}`;
  return (
    <Button component="a" href={address(`/api/oidc/start?next=${encodeURIComponent(next)}`)} variant="default" size="md" fullWidth>
      Sign in with single sign-on
    </Button>
  );
}

function WithPassword() {
  const signIn = useSignIn();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ username, password }, { onError: () => setPassword("") });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refused failure={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function WithToken({ entering }: { entering: ReturnType<typeof useSignInWithToken> }) {
  const [token, setToken] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        entering.mutate({ token: token.trim() });
      }}
    >
      <p className={styles.text}>The token is the value of Token in the section [WebUI] of the configuration, or an API key.</p>
      <Stack gap="sm">
        <PasswordInput
          label="Token"
          autoComplete="off"
          required
          withAsterisk={false}
          autoFocus
          size="md"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Refused failure={entering.error} />
        <Button type="submit" size="md" loading={entering.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
