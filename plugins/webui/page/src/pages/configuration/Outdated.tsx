// Says that somebody else has changed the file, and what becomes of one's own changes.
import { Button, Group } from "@mantine/core";
import { shown } from "../../forms/json";
import styles from "./configuration.module.css";
import { discard } from "./store";
import type { CarryOver } from "./useCarryOver";

export function Outdated({ outdated, conflicts, gone, carry }: CarryOver) {
  if (!outdated) return null;
  return (
    <div className={styles.notice} role="alert">
      <div>
        <strong>The file was changed by somebody else.</strong> Your changes are kept here and can be laid over it.
        {conflicts.length > 0 && (
          <ul>
            {conflicts.map(({ place, ours, theirs }) => (
              <li key={[place.heading, ...place.path].join(".")}>
                <span className="mono">
                  [{place.heading}] {place.path.join(".")}
                </span>{" "}
                is {shown(theirs.value)} in the file now; yours would make it {ours.remove ? "the default" : shown(ours.value)}.
              </li>
            ))}
          </ul>
        )}
        {gone.length > 0 && <p>Changes of [{gone.join("], [")}] are lost: it is not in the file any more.</p>}
      </div>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={discard}>
          Discard mine
        </Button>
        <Button size="xs" onClick={carry}>
          Lay mine over it
        </Button>
      </Group>
    </div>
  );
}
