// What came of a save: that it holds, and how the processes that start anew are doing.
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useProcesses } from "../../api/hooks/state";
import type { Shape } from "../../api/types";
import { Since } from "../../components/amounts";
import { ToneBadge } from "../../components/tone";
import { Problems } from "./Problems";
import styles from "./review.module.css";

/** Milliseconds that the clocks of the server and of this browser may be apart. */
const CLOCKS_DIFFER = 3_000;

interface OutcomeProps {
  answer: Shape<"Saved">;
  onClose: () => void;
}

export function Outcome({ answer, onClose }: OutcomeProps) {
  const processes = useProcesses().data?.processes ?? [];
  const [since] = useState(() => Date.now() - CLOCKS_DIFFER);
  const concerned = processes.filter(
    (process) => answer.restarts.includes(process.name) || new Date(process.since).getTime() >= since,
  );
  const page = concerned.find(({ kind }) => kind === "page");
  return (
    <Stack>
      <div>
        <ToneBadge tone={answer.reloaded ? "good" : "attention"}>
          {answer.reloaded ? "The file is saved, and qbitrr has been told" : "The file is saved, but qbitrr does not run"}
        </ToneBadge>
        <p className={styles.note}>
          {answer.reloaded
            ? "It holds from now on. Your comments in the file are where they were."
            : "It holds as soon as qbitrr starts. Your comments in the file are where they were."}
        </p>
      </div>
      {page && <p className={styles.note}>The page itself starts anew too: for some seconds it does not answer.</p>}
      {answer.problems.length > 0 && (
        <div>
          <h3 className={styles.title}>Still wrong in the file</h3>
          <Problems problems={answer.problems} />
        </div>
      )}
      {concerned.length > 0 && (
        <ul className={styles.states} aria-live="polite">
          {concerned.map((process) => (
            <li key={process.name}>
              <span className="mono">{process.name}</span>
              <Group gap="xs">
                <ToneBadge tone={process.tone}>{process.state}</ToneBadge>
                <span className="soft">
                  for <Since at={process.since} />
                </span>
              </Group>
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}
