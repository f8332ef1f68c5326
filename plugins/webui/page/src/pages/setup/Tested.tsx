// A test of one connection: whether a client or an app answers, and what it says.
import { Button } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { sentenceOf } from "../../api/errors";
import { useTryConnections } from "../../api/hooks/config";
import type { Shape } from "../../api/types";
import { ToneIcon } from "../../components/tone";
import type { Change } from "../../forms/draft";
import styles from "./setup.module.css";

interface TestedProps {
  heading: string;
  changes: Change[];
  fingerprint: string;
  /** What is missing before it can be tested. */
  missing: string;
}

export function Tested({ heading, changes, fingerprint, missing }: TestedProps) {
  const attempt = useTryConnections();
  const asked = JSON.stringify(attempt.variables?.changes) === JSON.stringify(changes);
  const found = asked ? attempt.data?.connections.find(({ name }) => name === heading) : undefined;
  return (
    <div className={styles.test}>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlugConnected size={14} />}
        loading={attempt.isPending}
        disabled={missing !== ""}
        onClick={() => attempt.mutate({ fingerprint, changes })}
      >
        Test the connection
      </Button>
      <div className={styles.said} role="status">
        {missing !== "" && <span className="soft">{missing}</span>}
        {found && <Said of={found} />}
        {asked && attempt.data && !found && <span className="soft">It was not asked: {wordsOf(attempt.data)}</span>}
        {asked && attempt.error && (
          <>
            <ToneIcon tone="bad" /> {sentenceOf(attempt.error)}
          </>
        )}
      </div>
    </div>
  );
}

function Said({ of: { ok, said } }: { of: Shape<"Connection"> }) {
  return (
    <>
      <ToneIcon tone={ok ? "good" : "bad"} /> {said || (ok ? "It answers." : "It does not answer.")}
    </>
  );
}

function wordsOf({ connections }: Shape<"Connections">): string {
  return connections.map(({ name, said }) => `${name}: ${said}`).join("; ") || "something in its section is wrong.";
}
