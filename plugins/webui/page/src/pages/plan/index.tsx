// Plan: what would be done now, to what and why; what was proposed and is not done, and why not.
import { Button } from "@mantine/core";
import { IconCircleCheck, IconRefresh } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { useLocation, useSearch } from "wouter";
import { usePlan } from "../../api/hooks/downloads";
import type { Shape } from "../../api/types";
import { Moment } from "../../components/amounts";
import { Page } from "../../components/page";
import { Answer, Empty } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { ToneBadge } from "../../components/tone";
import { count } from "../../words/amounts";
import { wanted } from "../shared-torrents/deeds";
import { Name } from "../shared-torrents/Name";
import { Notes, Notice } from "../shared-torrents/Notes";
import shared from "../shared-torrents/shared.module.css";
import { torrentPath } from "../shared-torrents/TorrentLink";
import { number, words } from "../shared-torrents/words";
import { counted, kindOf, REFUSED } from "./counting";
import styles from "./plan.module.css";

type Planned = Shape<"Planned">;

const COLUMNS: ColumnDef<Planned, unknown>[] = [
  {
    id: "name",
    header: "Torrent",
    accessorFn: (one) => one.name.toLowerCase(),
    meta: { width: "minmax(12rem, 2fr)", card: "title" },
    cell: ({ row: { original: one } }) => <Name name={one.name} under={[one.section, one.client, words(one.stage || one.state)]} />,
  },
  {
    id: "action",
    header: "What",
    accessorFn: kindOf,
    meta: { width: "minmax(9rem, 1.2fr)", card: "wide" },
    cell: ({ row: { original: one } }) => <What of={one} />,
  },
  {
    id: "why",
    header: "Why",
    accessorFn: (one) => one.refused || one.reason,
    meta: { width: "minmax(14rem, 2.4fr)", card: "wide" },
    cell: ({ row: { original: one } }) => <Reason of={one} />,
  },
  {
    id: "by",
    header: "By",
    accessorKey: "by",
    meta: { width: "minmax(5rem, 0.7fr)" },
    cell: ({ row: { original: one } }) => one.by || <span className="soft">—</span>,
  },
];

export default function Plan() {
  const plan = usePlan();
  const [, navigate] = useLocation();
  const kind = new URLSearchParams(useSearch()).get("kind") ?? "";
  const told = plan.data;
  const choose = (next: string) => navigate(next ? `/plan?kind=${encodeURIComponent(next)}` : "/plan", { replace: true });
  return (
    <Page
      fill
      title="Plan"
      about={
        told && (
          <>
            What would be done now · {number(told.judged, "torrent")} judged · as of <Moment at={told.at} />
          </>
        )
      }
      actions={
        <Button variant="default" size="compact-md" fw={500} leftSection={<IconRefresh size={15} aria-hidden />} loading={plan.isFetching} onClick={() => void plan.refetch()}>
          Look again
        </Button>
      }
    >
      <Answer of={plan}>
        {({ plan: rows, dry_run, notes }) => (
          <>
            {dry_run && (
              <Notice tone="attention">
                <p>
                  <strong>This is a dry run: nothing of it is done.</strong>
                </p>
                <p>
                  qbitrr looks, judges and writes down what it would do, and changes nothing. A real run does what stands
                  here.
                </p>
              </Notice>
            )}
            <Notes of={notes} />
            {rows.length > 0 && <Kinds of={rows} chosen={kind} onChoose={choose} />}
            <DataTable
              fill
              label="What would be done now"
              columns={COLUMNS}
              rows={kind ? rows.filter((one) => kindOf(one) === kind) : rows}
              idOf={(one) => `${one.client}/${one.hash}/${one.action}/${one.section}`}
              rowHeight={50}
              onOpen={(one) => navigate(torrentPath(one.client, one.hash))}
              toneOf={(one) => one.tone}
              empty={
                <Empty icon={IconCircleCheck} title={kind && rows.length ? "Nothing of this kind now" : "Nothing would be done now"}>
                  Why not, for one torrent: open it in the list of torrents, and it tells.
                </Empty>
              }
            />
          </>
        )}
      </Answer>
    </Page>
  );
}

function What({ of }: { of: Planned }) {
  if (!of.action) {
    return (
      <ToneBadge tone="attention" plain>
        Refused
      </ToneBadge>
    );
  }
  return (
    <>
      <ToneBadge tone={of.tone} plain>
        {wanted(of.action)}
      </ToneBadge>
      {of.steps.length > 1 && (
        <span className={shared.under} title={of.steps.join(", then ")}>
          {of.steps.join(" → ")}
        </span>
      )}
    </>
  );
}

function Reason({ of }: { of: Planned }) {
  const said = of.action ? of.reason : `Not removed: ${of.refused}`;
  return (
    <span className={shared.wrapped} title={said}>
      {said}
    </span>
  );
}

function Kinds({ of, chosen, onChoose }: { of: readonly Planned[]; chosen: string; onChoose: (kind: string) => void }) {
  return (
    <div className={styles.kinds} role="group" aria-label="Show only">
      {counted(of).map(([kind, many]) => (
        <button key={kind} type="button" className={styles.kind} aria-pressed={chosen === kind} onClick={() => onChoose(chosen === kind ? "" : kind)}>
          <span className={styles.count}>{count(many)}</span>
          <span>{kind === REFUSED ? "Refused" : wanted(kind)}</span>
        </button>
      ))}
    </div>
  );
}
