// Says how much is not saved yet, and leads to its review.
import { Button, Group } from "@mantine/core";
import { useConfirm } from "../../components/confirm";
import { ToneBadge } from "../../components/tone";
import styles from "./configuration.module.css";
import { discard } from "./store";

interface UnsavedBarProps {
  changes: number;
  problems: number;
  onReview: () => void;
}

export function UnsavedBar({ changes, problems, onReview }: UnsavedBarProps) {
  const confirm = useConfirm();
  if (changes === 0) return null;
  const words = `${changes} ${changes === 1 ? "change" : "changes"}`;
  const giveUp = async () => {
    const sure = await confirm({ title: `Discard ${words}?`, text: "The file stays as it is.", label: "Discard", grave: true });
    if (sure) discard();
  };
  return (
    <div className={styles.bar} role="region" aria-label="Changes that are not saved">
      <Group gap="sm">
        <strong aria-live="polite">{words} not saved</strong>
        {problems > 0 && (
          <ToneBadge tone="bad">
            {problems} {problems === 1 ? "problem" : "problems"}
          </ToneBadge>
        )}
      </Group>
      <Group gap="xs">
        <Button variant="default" onClick={() => void giveUp()}>
          Discard
        </Button>
        <Button onClick={onReview}>Review and save</Button>
      </Group>
    </div>
  );
}
