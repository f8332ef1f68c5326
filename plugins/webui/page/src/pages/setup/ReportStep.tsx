// The last step: what qbitrr would do with these answers, without anything being done.
import { IconEyeCheck } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Shape } from "../../api/types";
import { Section } from "../../components/page";
import { Answer, Empty, Loading } from "../../components/states";
import { ToneBadge, ToneIcon } from "../../components/tone";
import { Problems } from "../configuration/Problems";
import styles from "./setup.module.css";

const MOST = 200;

export function ReportStep({ preview }: { preview: UseQueryResult<Shape<"Preview">> }) {
  return (
    <Answer of={preview} loading={<Looking />}>
      {(report) => <Report report={report} />}
    </Answer>
  );
}

function Looking() {
  return (
    <Section>
      <Empty icon={IconEyeCheck} title="Looking at your torrents">
        qbitrr asks the clients and the apps, and judges every torrent once. This may take a minute.
      </Empty>
      <Loading rows={3} />
    </Section>
  );
}

function Report({ report }: { report: Shape<"Preview"> }) {
  const { ok, problems, connections, judged, plan, counts, notes } = report;
  return (
    <div className={styles.cards}>
      <div>
        <ToneBadge tone="good">Nothing has been changed</ToneBadge>
      </div>
      {problems.length > 0 && <Problems problems={problems} />}
      <ul className={styles.problems}>
        {connections.map(({ name, ok: answers, said }) => (
          <li key={name}>
            <ToneIcon tone={answers ? "good" : "bad"} />
            <strong>{name}</strong>
            <span>{said}</span>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>
            <ToneIcon tone={ok ? "neutral" : "attention"} />
            <span>{note}</span>
          </li>
        ))}
      </ul>
      <Section title="What would be done now" about={`${judged.toLocaleString("en")} ${judged === 1 ? "torrent" : "torrents"} judged`} flush>
        {plan.length === 0 ? (
          <Empty icon={IconEyeCheck} title={judged > 0 ? "Nothing: every torrent is left as it is" : "No torrent was judged"}>
            {judged === 0 && "Perhaps no torrent is in a category that is looked after, or a connection failed."}
          </Empty>
        ) : (
          <>
            <Counts counts={counts} />
            <PlanList plan={plan} />
          </>
        )}
      </Section>
    </div>
  );
}

function Counts({ counts }: { counts: Record<string, number> }) {
  const entries = Object.entries(counts).sort(([, one], [, other]) => other - one);
  if (entries.length === 0) return null;
  return (
    <div className={styles.counts}>
      {entries.map(([action, count]) => (
        <div key={action}>
          <strong>{count.toLocaleString("en")}</strong>
          <span className="soft">{action}</span>
        </div>
      ))}
    </div>
  );
}

function PlanList({ plan }: { plan: readonly Shape<"PlannedLine">[] }) {
  return (
    <div className={styles.plan} role="region" aria-label="What would be done with each torrent" tabIndex={0}>
      <ul className={styles.planned}>
        {plan.slice(0, MOST).map((line) => (
          <li key={`${line.client} ${line.hash} ${line.action}`}>
            <span className={styles.action}>{line.action}</span>
            <span>
              {line.name} <span className="soft">{line.section}</span>
            </span>
            <span className={styles.because}>
              {line.reason}
              {line.refused && <span className="soft"> Held back: {line.refused}</span>}
            </span>
          </li>
        ))}
      </ul>
      {plan.length > MOST && <p className={styles.more}>…and {(plan.length - MOST).toLocaleString("en")} more.</p>}
    </div>
  );
}
