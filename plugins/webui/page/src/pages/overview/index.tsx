// Overview: what needs attention first, then what is going on.
import { Skeleton } from "@mantine/core";
import { useOverview } from "../../api/hooks/state";
import type { Shape } from "../../api/types";
import { Page } from "../../components/page";
import { Answer } from "../../components/states";
import { ToneBadge } from "../../components/tone";
import { Attention } from "./attention";
import { Clients } from "./clients";
import { Counts } from "./counts";
import { Latest } from "./latest";
import styles from "./overview.module.css";
import { Sections } from "./sections";

export default function Overview() {
  const overview = useOverview();
  return (
    <Page title="Overview" about={overview.data && <Standing told={overview.data} />}>
      <Answer of={overview} loading={<Waiting />}>
        {(told) => (
          <>
            <Attention things={told.attention} />
            <Counts counts={told.counts} />
            <div className={styles.columns}>
              <Sections sections={told.sections} />
              <Clients clients={told.clients} />
            </div>
          </>
        )}
      </Answer>
      <Latest />
    </Page>
  );
}

function Standing({ told }: { told: Shape<"Overview"> }) {
  const things = told.attention.filter(({ tone }) => tone === "bad" || tone === "attention").length;
  if (things > 0)
    return (
      <ToneBadge tone={told.attention.some(({ tone }) => tone === "bad") ? "bad" : "attention"}>
        {things === 1 ? "1 thing needs attention" : `${things} things need attention`}
      </ToneBadge>
    );
  return told.well ? <ToneBadge tone="good">All is well</ToneBadge> : <ToneBadge tone="attention">Not all is well</ToneBadge>;
}

/** As high as what will stand there. */
function Waiting() {
  return (
    <div className={styles.waiting} role="status" aria-label="Loading">
      <Skeleton height={76} radius="lg" />
      <div className={styles.columns}>
        <Skeleton height={220} radius="lg" />
        <Skeleton height={220} radius="lg" />
      </div>
    </div>
  );
}
