// Seeding: what each torrent owes its trackers, what is still owed first.
import { Button, Code, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconSeedling } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useObligations } from "../../api/hooks/numbers";
import type { Shape } from "../../api/types";
import { Duration, Moment } from "../../components/amounts";
import { Page, Section } from "../../components/page";
import { Answer, Empty } from "../../components/states";
import { DataTable } from "../../components/table/datatable";
import { ToneBadge } from "../../components/tone";
import { Name } from "../shared-torrents/Name";
import { Notes } from "../shared-torrents/Notes";
import shared from "../shared-torrents/shared.module.css";
import { torrentPath } from "../shared-torrents/TorrentLink";
import { number } from "../shared-torrents/words";
import { byDebt, shownBy } from "./owing";
import styles from "./seeding.module.css";

type Obligation = Shape<"Obligation">;

const COLUMNS: ColumnDef<Obligation, unknown>[] = [
  {
    id: "name",
    header: "Torrent",
    accessorFn: (one) => one.name.toLowerCase(),
    meta: { width: "minmax(12rem, 2fr)", card: "title" },
    cell: ({ row: { original: one } }) => <Name name={one.name || one.hash.slice(0, 10)} under={[one.client, one.section]} />,
  },
  {
    id: "owes",
    header: "Owes",
    accessorFn: (one) => (one.owes ? 0 : 1),
    meta: { width: "6rem", card: "corner" },
    cell: ({ row: { original: one } }) => (
      <ToneBadge tone={one.owes ? "attention" : "good"} plain>
        {one.owes ? "Owing" : "Free"}
      </ToneBadge>
    ),
  },
  {
    id: "debts",
    header: "What is asked",
    accessorFn: (one) => byDebt(one.debts)[0]?.asks ?? "",
    meta: { width: "minmax(14rem, 2.4fr)", card: "wide" },
    cell: ({ row: { original: one } }) => <Debts of={one.debts} />,
  },
  {
    id: "since",
    header: "Since",
    accessorFn: (one) => Date.parse(one.since),
    meta: { width: "6.5rem" },
    cell: ({ row: { original: one } }) => <Moment at={one.since} />,
  },
  {
    id: "ratio",
    header: "Ratio",
    accessorFn: (one) => one.ratio ?? -1,
    meta: { width: "4rem", align: "end" },
    cell: ({ row: { original: one } }) => (one.ratio === null ? <span className="soft">gone</span> : one.ratio.toFixed(2)),
  },
  {
    id: "seeded",
    header: "Seeded",
    accessorFn: (one) => one.seeding_time ?? -1,
    meta: { width: "6rem", align: "end" },
    cell: ({ row: { original: one } }) => <Duration of={one.seeding_time} none="—" />,
  },
];

export default function Seeding() {
  const obligations = useObligations();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [sought] = useDebouncedValue(typed.trim().toLowerCase(), 200);
  const said = new URLSearchParams(useSearch()).get("show");
  const show = said === "owing" || said === "free" ? said : "all";
  const all = obligations.data?.obligations ?? [];
  const owing = all.filter((one) => one.owes).length;
  return (
    <Page fill title="Seeding" about={all.length > 0 && `${owing} of ${number(all.length, "torrent")} still owe something`}>
      <Answer of={obligations}>
        {({ configured, notes }) =>
          configured || all.length ? (
            <>
              <Notes of={notes} />
              <div className={styles.toolbar}>
                <SegmentedControl
                  size="xs"
                  aria-label="Show"
                  value={show}
                  onChange={(next) => navigate(next === "all" ? "/seeding" : `/seeding?show=${next}`, { replace: true })}
                  data={[
                    { value: "all", label: `All ${all.length}` },
                    { value: "owing", label: `Owing ${owing}` },
                    { value: "free", label: `Free ${all.length - owing}` },
                  ]}
                />
                <TextInput
                  size="xs"
                  type="search"
                  aria-label="Search by name"
                  placeholder="Name"
                  leftSection={<IconSearch size={14} aria-hidden />}
                  value={typed}
                  onChange={(event) => setTyped(event.currentTarget.value)}
                />
              </div>
              <DataTable
                fill
                label="What torrents owe their trackers"
                columns={COLUMNS}
                rows={shownBy(all, show, sought)}
                idOf={(one) => `${one.section}/${one.client}/${one.hash}`}
                rowHeight={50}
                onOpen={(one) => navigate(torrentPath(one.client, one.hash))}
                empty={
                  <Empty icon={IconSeedling} title={all.length ? "None of these" : "No torrent owes anything so far"}>
                    {all.length ? "No torrent fits what is chosen above." : "As soon as one matches a row of the rule “obligations”, what it owes stands here."}
                  </Empty>
                }
              />
            </>
          ) : (
            <HowTo />
          )
        }
      </Answer>
    </Page>
  );
}

function Debts({ of }: { of: readonly Shape<"Debt">[] }) {
  const [first, ...others] = byDebt(of);
  if (!first) return null;
  const all = of.map((one) => `${one.row}: ${one.asks}${one.done ? ` (done: ${one.how})` : ""}`).join("\n");
  return (
    <span title={all}>
      <span className={shared.wrapped} style={{ WebkitLineClamp: 1 }}>
        {first.asks}
      </span>
      <span className={shared.under}>
        {first.row}
        {first.done && (
          <>
            {" · "}
            {first.how}, <Moment at={first.done} />
          </>
        )}
        {others.length > 0 && ` · and ${others.length} more`}
      </span>
    </span>
  );
}

function HowTo() {
  return (
    <Section>
      <Empty
        icon={IconSeedling}
        title="No tracker is configured"
        action={
          <Group justify="center">
            <Button component={Link} href="/plugins" variant="default">
              To the plugins
            </Button>
            <Button component={Link} href="/configuration">To the configuration</Button>
          </Group>
        }
      >
        <p>
          Tell qbitrr what your trackers ask, and nothing removes a torrent before it has given that: no rule, no plugin, no
          lack of space. Switch on the rule <strong>obligations</strong>, and add a row for each tracker to the configuration:
        </p>
        <Code block ta="start">
          {'[[Plugins.obligations.Rows]]\nHost = "tracker.example.org"\nMinRatio = 1.0\nMinSeedingTime = "10d"'}
        </Code>
      </Empty>
    </Section>
  );
}
