// Each managed section: where its downloads are in their life, and what keeps it from its work.
import { IconCategory, IconSnowflake } from "@tabler/icons-react";
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { Empty } from "../../components/states";
import { ToneBadge, ToneIcon } from "../../components/tone";
import { count } from "../../words/amounts";
import styles from "./overview.module.css";
import { partsOf } from "./stages";

export function Sections({ sections }: { sections: readonly Shape<"Section">[] }) {
  return (
    <Section title="Sections" flush>
      {sections.length === 0 ? (
        <Empty icon={IconCategory} title="Nothing is managed yet">
          A section such as [Radarr] says whose torrents qbitrr looks after. <Link href="/setup">Set one up</Link>.
        </Empty>
      ) : (
        <ul className={styles.rows}>
          {sections.map((section) => (
            <One key={section.name} section={section} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function One({ section }: { section: Shape<"Section"> }) {
  const parts = partsOf(section.stages);
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const to = `/torrents?owner=${encodeURIComponent(section.name)}`;
  return (
    <li className={styles.section}>
      <div className={styles.head}>
        <Link href={to} className={styles.name}>
          {section.name}
        </Link>
        {section.frozen && (
          <span className={styles.frozen}>
            <IconSnowflake size={14} aria-hidden /> Removals frozen
          </span>
        )}
        {section.at === null && <ToneBadge tone="neutral">Not heard from yet</ToneBadge>}
        <span className={styles.end}>
          {total === 1 ? "1 download" : `${count(total)} downloads`}
          {section.at && (
            <>
              {" · "}
              <Moment at={section.at} />
            </>
          )}
        </span>
      </div>
      {parts.length > 0 && (
        <div className={styles.bar} aria-hidden>
          {parts.map(({ stage, share, colour }) => (
            <span key={stage} style={{ flexGrow: share, background: colour }} />
          ))}
        </div>
      )}
      <ul className={styles.parts} aria-label={`Stages in ${section.name}`}>
        {parts.map(({ stage, count: some, colour }) => (
          <li key={stage}>
            <Link href={`${to}&stage=${encodeURIComponent(stage)}`} className={styles.part}>
              <span className={styles.swatch} style={{ background: colour }} aria-hidden />
              {stage} <b>{count(some)}</b>
            </Link>
          </li>
        ))}
        {parts.length === 0 && (
          <li className="soft">{section.at ? "Nothing is downloading or seeding here." : "Its worker has told nothing so far."}</li>
        )}
      </ul>
      <Troubles section={section} />
    </li>
  );
}

function Troubles({ section: { frozen, missing, problems } }: { section: Shape<"Section"> }) {
  const said = [
    ...(frozen ? [frozen] : []),
    ...Object.entries(missing).map(([who, why]) => `${who}: ${why}`),
    ...problems,
  ];
  if (said.length === 0) return null;
  return (
    <ul className={styles.troubles}>
      {said.map((trouble) => (
        <li key={trouble}>
          <ToneIcon tone="attention" size={15} />
          <span>{trouble}</span>
        </li>
      ))}
    </ul>
  );
}
