// The latest things done, as they are done.
import { Anchor } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { Link } from "wouter";
import { useDecisions } from "../../api/hooks/ledger";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { ToneIcon } from "../../components/tone";
import { deed } from "../shared-torrents/deeds";
import { TorrentLink } from "../shared-torrents/TorrentLink";
import styles from "./overview.module.css";

const MANY = 12;
const EVERYTHING = {};

export function Latest() {
  const decisions = useDecisions(EVERYTHING, MANY);
  const everything = (
    <Anchor component={Link} href="/activity" size="sm">
      Everything that was done
    </Anchor>
  );
  return (
    <Section title="Lately" actions={everything} flush>
      <Answer of={decisions} loading={<Loading rows={MANY} height={20} gap={13} />}>
        {({ pages }) => {
          const entries = pages[0]?.entries ?? [];
          if (entries.length === 0)
            return (
              <Empty icon={IconHistory} title="Nothing was done yet">
                What qbitrr decides and does shows here, with its reason.
              </Empty>
            );
          return (
            <ol className={styles.entries}>
              {entries.slice(0, MANY).map((entry) => (
                <One key={entry.id} entry={entry} />
              ))}
            </ol>
          );
        }}
      </Answer>
    </Section>
  );
}

function One({ entry }: { entry: Shape<"Entry"> }) {
  const [before, after] = deed(entry);
  return (
    <li className={styles.entry}>
      <ToneIcon tone={entry.tone} size={15} />
      <span className={styles.deed}>
        {before} <TorrentLink {...entry} /> {after}
      </span>
      <span className={styles.because} title={entry.reason}>
        {entry.reason}
      </span>
      <span className={styles.who}>{entry.owner}</span>
      <span className={styles.when}>
        <Moment at={entry.at} />
      </span>
    </li>
  );
}
