// One line of the ledger as a sentence: what was done, why, by whom; with its evidence when it is opened.
import { Button, Collapse, UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconChevronDown } from "@tabler/icons-react";
import { createElement, useId, useState } from "react";
import type { Shape } from "../../api/types";
import { Bytes, Moment } from "../../components/amounts";
import { ToneIcon } from "../../components/tone";
import { absolute } from "../../words/moments";
import { author, deed, OUTCOME_NAMES } from "./deeds";
import styles from "./entry.module.css";
import { seenIn } from "./evidence";
import { iconOf } from "./icons";
import { Evidence, Pairs } from "./Pairs";
import { TorrentLink } from "./TorrentLink";
import { useUndo } from "./undo";

interface Props {
  of: Shape<"Entry">;
  /** Among the entries of one torrent, whose name is known. */
  within?: boolean;
  /** Of the torrent's own page alone the clock is enough: the day stands above. */
  clock?: boolean;
}

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export function EntryLine({ of: entry, within = false, clock = false }: Props) {
  const [opened, setOpened] = useState(false);
  const panel = useId();
  const [before, after] = deed(entry);
  const who = author(entry);
  const outcome = entry.outcome === "done" ? "" : (OUTCOME_NAMES[entry.outcome] ?? entry.outcome);
  return (
    <article className={styles.entry} data-tone={entry.tone}>
      <span className={styles.icon} data-tone={entry.tone}>
        {createElement(iconOf(entry.action), { size: 16, stroke: 1.8, "aria-hidden": true })}
      </span>
      <div className={styles.words}>
        <p>
          <span>{before}</span>
          {within ? "it" : <TorrentLink client={entry.client} hash={entry.hash} name={entry.name} />}
          <span>{after}</span>
          {entry.reason && <span>: {entry.reason}</span>}
          {who && <span className="soft"> — by {who}</span>}
        </p>
        <div className={styles.under}>
          {entry.dry_run && <span className={styles.mark}>Dry run</span>}
          {outcome && (
            <span className={styles.outcome} data-tone={entry.tone}>
              <ToneIcon tone={entry.tone} size={13} />
              {outcome}
            </span>
          )}
          {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
        </div>
        <Collapse expanded={opened} id={panel}>
          <div className={styles.more}>
            <Pairs
              of={[
                ["When", absolute(entry.at)],
                ["Client", entry.client],
                ["Section", entry.owner],
                ["Rule", entry.rule],
                ["Decided by", entry.plugin],
                ["Size", entry.size ? <Bytes of={entry.size} /> : ""],
                ["Hash", <span key="hash" className="mono">{entry.hash}</span>],
              ]}
            />
            {seenIn(entry.evidence).length > 0 && (
              <>
                <p className={styles.subtitle}>What was seen</p>
                <Evidence of={entry.evidence} />
              </>
            )}
          </div>
        </Collapse>
      </div>
      <div className={styles.side}>
        {entry.undo && <Undo of={entry} />}
        <span className={styles.time}>
          {clock ? (
            <time dateTime={entry.at} title={absolute(entry.at)}>
              {time.format(new Date(entry.at))}
            </time>
          ) : (
            <Moment at={entry.at} />
          )}
        </span>
        <UnstyledButton
          className={styles.opener}
          aria-expanded={opened}
          aria-controls={panel}
          aria-label={`More about: ${before}${entry.name}${after}`}
          onClick={() => setOpened(!opened)}
        >
          <IconChevronDown size={16} aria-hidden style={{ transform: opened ? "rotate(180deg)" : undefined }} />
        </UnstyledButton>
      </div>
    </article>
  );
}

function Undo({ of: entry }: { of: Shape<"Entry"> }) {
  const { ask, pending, may } = useUndo(entry);
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      aria-label={`Undo: ${entry.undo} ${entry.name}`}
      loading={pending}
      disabled={!may}
      onClick={ask}
    >
      Undo
    </Button>
  );
}
