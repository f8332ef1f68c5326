// Everything about one torrent: what happens next, how it came here, what each rule says, what was done.
import type { ReactNode } from "react";
import { Title } from "@mantine/core";
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { ToneIcon } from "../../components/tone";
import { EntryLine } from "../shared-torrents/EntryLine";
import { Notes } from "../shared-torrents/Notes";
import { Acts } from "./Acts";
import { Facts } from "./Facts";
import { headline } from "./headline";
import { Rules } from "./Rules";
import { Stages } from "./Stages";
import styles from "./why.module.css";

const OLD = "The worker of its section has not answered just now: its judgement may be some minutes old.";

export function Why({ of: why }: { of: Shape<"Why"> }) {
  const { tone, text, when } = headline(why);
  return (
    <>
      <div className={styles.headline} data-tone={tone}>
        <ToneIcon tone={tone} size={22} />
        <div>
          <p className={styles.sentence}>{text}</p>
          {when && (
            <p className="soft">
              {when.words} <Moment at={when.at} />.
            </p>
          )}
        </div>
      </div>
      <Notes of={why.fresh ? why.notes : [...why.notes, OLD]} />
      <Acts of={why} />
      <Stages of={why} />
      {why.follows.length > 0 && (
        <Part title="What follows">
          <ol className={styles.follows}>
            {why.follows.map((step, at) => (
              <li key={at}>
                <ToneIcon tone={step.tone} />
                <span>{step.text}</span>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {why.rules.length > 0 && (
        <Part title="What each rule says">
          <Rules of={why.rules} decidedBy={why.decided_by} />
        </Part>
      )}
      <Part title="What was done" aside={<Link href={`/activity?search=${encodeURIComponent(why.hash)}`}>All of it in the activity</Link>}>
        {why.history.length ? (
          <div className={styles.history}>
            {why.history.map((entry) => (
              <EntryLine key={entry.id} of={entry} within />
            ))}
          </div>
        ) : (
          <p className="soft">Nothing so far.</p>
        )}
      </Part>
      <Part title="Facts">
        <Facts of={why} />
      </Part>
    </>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.partHead}>
        <Title order={3}>{title}</Title>
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}
