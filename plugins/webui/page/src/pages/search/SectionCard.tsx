// How one section's library is searched: what is due, what comes next or why nothing does, and what waits.
import { Link } from "wouter";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Section } from "../../components/page";
import { ToneBadge } from "../../components/tone";
import { count } from "../../words/amounts";
import { Bar } from "../shared-torrents/Bar";
import { Notes } from "../shared-torrents/Notes";
import { Pairs } from "../shared-torrents/Pairs";
import { number } from "../shared-torrents/words";
import styles from "./search.module.css";
import { byReason } from "./waiting";

export function SectionCard({ of: one, now }: { of: Shape<"SectionSearching">; now: string }) {
  return (
    <Section title={one.section} about={one.at ? <>told <Moment at={one.at} /></> : "has not told of its library yet"}>
      {one.off ? (
        <Off of={one.section} />
      ) : (
        one.at && (
          <div className={styles.card}>
            <ToneBadge tone={one.why_not ? "neutral" : one.due ? "good" : "neutral"}>
              {one.why_not ? "Waits" : one.due ? "Searches" : "Nothing is due"}
            </ToneBadge>
            <Pairs
              of={[
                ["Due", one.due ? number(one.due, "search", "searches") : "nothing"],
                ["Next", one.next_title],
                [
                  "Waits, for",
                  one.why_not && (
                    <>
                      {one.why_not}
                      {one.until && Date.parse(one.until) > Date.parse(now) && (
                        <>
                          , until <Moment at={one.until} />
                        </>
                      )}
                    </>
                  ),
                ],
                ["Lacks nothing", number(one.satisfied, "medium", "media")],
                ["This pass began", one.pass_began && <Moment at={one.pass_began} />],
              ]}
            />
            <Notes of={one.silent ? [one.silent] : []} />
            <Later of={one.later} />
          </div>
        )
      )}
    </Section>
  );
}

function Later({ of }: { of: Record<string, number> }) {
  const reasons = byReason(of);
  if (reasons.length === 0) return null;
  return (
    <div>
      <p className={styles.subtitle}>Not searched for now, as</p>
      <ul className={styles.reasons}>
        {reasons.map(({ reason, count: many, part }) => (
          <li key={reason}>
            <span>{reason}</span>
            <span className={styles.many}>{count(many)}</span>
            <Bar part={part} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Off({ of }: { of: string }) {
  return (
    <p className={styles.off}>
      Its library is not searched. To have it searched, switch on <strong>SearchMissing</strong> in its{" "}
      <Link href={`/configuration?section=${encodeURIComponent(of)}`}>configuration</Link>.
    </p>
  );
}
