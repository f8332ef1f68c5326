// Who may pass: asks who is signed in, and shows the page, the sign-in, or the set-up of the first account.
import { useSession } from "../api/hooks/session";
import { Failed } from "../components/states";
import { Shell } from "../shell/shell";
import { arrivalOf } from "./arrival";
import { Entrance, Splash } from "./entrance";
import { SetUp } from "./setup";
import { SignIn } from "./signin";

const { token, refused } = arrivalOf(window.location, window.history);

export function Gate() {
  const session = useSession();
  if (session.data === undefined)
    return session.error ? (
      <Entrance>
        <Failed title="qbitrr is out of reach" error={session.error} retry={() => void session.refetch()} />
      </Entrance>
    ) : (
      <Splash />
    );
  if (session.data.signed_in) return <Shell />;
  return session.data.setup_needed ? <SetUp token={token} /> : <SignIn session={session.data} token={token} refused={refused} />;
}
