// What a person should look at, the gravest first, each with the way to where it is mended.
import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMay } from "../../api/hooks/session";
import { useUnfreeze } from "../../api/hooks/state";
import type { Shape, Tone } from "../../api/types";
import { useConfirm } from "../../components/confirm";
import { say, sayFailed } from "../../components/notices";
import { ToneIcon } from "../../components/tone";
import { absolute } from "../../words/moments";
import styles from "./overview.module.css";

const ORDER: readonly Tone[] = ["bad", "attention", "neutral", "good"];
const SPOKEN: Record<Tone, string> = { bad: "Serious: ", attention: "Attention: ", neutral: "", good: "" };

export function Attention({ things }: { things: readonly Shape<"Attention">[] }) {
  if (things.length === 0) return null;
  const sorted = [...things].sort((one, other) => ORDER.indexOf(one.tone) - ORDER.indexOf(other.tone));
  return (
    <ul className={styles.attention} aria-label="What needs attention">
      {sorted.map((thing) => (
        <Thing key={`${thing.section} ${thing.text}`} thing={thing} />
      ))}
    </ul>
  );
}

function Thing({ thing }: { thing: Shape<"Attention"> }) {
  return (
    <li className={styles.thing} data-tone={thing.tone}>
      <ToneIcon tone={thing.tone} size={19} />
      <p className={styles.text}>
        <span className="hidden">{SPOKEN[thing.tone]}</span>
        {thing.text}
      </p>
      <div className={styles.ways}>
        {thing.action === "unfreeze" && <Unfreeze section={thing.section} />}
        {thing.link && (
          <Button
            component={Link}
            href={thing.link}
            variant="subtle"
            size="compact-sm"
            rightSection={<IconChevronRight size={16} aria-hidden />}
            aria-label={`Show: ${thing.text}`}
            className={styles.show}
          >
            <span className={styles.word}>Show</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Unfreeze({ section }: { section: string }) {
  const unfreeze = useUnfreeze();
  const confirm = useConfirm();
  const may = useMay("act");
  const ask = async () => {
    const sure = await confirm({
      title: `Let ${section} remove again?`,
      text: "Removals were stopped because many came at once. Look at the plan first: what it lists is removed when you go on.",
      label: "Let removals go on",
      grave: true,
    });
    if (!sure) return;
    unfreeze.mutate(section, {
      onSuccess: ({ until }) => say(`${section} may remove again, without this limit until ${absolute(until)}.`),
      onError: sayFailed,
    });
  };
  if (!may) return null;
  return (
    <Button variant="default" size="compact-sm" loading={unfreeze.isPending} onClick={() => void ask()}>
      Unfreeze…
    </Button>
  );
}
