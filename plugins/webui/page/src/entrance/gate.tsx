// Who may pass: asks who is signed in, and shows the page, the sign-in, or the set-up of the first account.
import { useState } from "react";
import { useSession } from "../api/hooks/session";
import { Failed } from "../components/states";
import { Shell } from "../shell/shell";
import { Entrance, Splash } from "./entrance";
import { SetUp } from "./setup";
import { SignIn } from "./signin";
import { tokenOf } from "./token";

const token = tokenOf(window.location, window.history);

export function Gate() {
  const session = useSession();
  const [later, setLater] = useState(false);
  if (session.data === undefined)
    return session.error ? (
      <Entrance>
        <Failed title="qbitrr is out of reach" error={session.error} retry={() => void session.refetch()} />
      </Entrance>
    ) : (
      <Splash />
    );
  const { signed_in: inside, setup_needed: first } = session.data;
  if (first && !(inside && later)) return <SetUp token={token} inside={inside} onLater={() => setLater(true)} />;
  if (!inside) return <SignIn session={session.data} token={token} />;
  return <Shell />;
}
