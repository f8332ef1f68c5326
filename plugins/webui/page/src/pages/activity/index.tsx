// Activity: the ledger by days, the newest first, endlessly back.
import { Button, Loader, Title } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { IconArrowUp, IconFilterOff, IconHistory } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { Page } from "../../components/page";
import { Empty, Failed, Loading } from "../../components/states";
import { useTime } from "../../words/clock";
import { EntryLine } from "../shared-torrents/EntryLine";
import { number } from "../shared-torrents/words";
import styles from "./activity.module.css";
import { byDay, type Day, dayName, dayOf } from "./days";
import { Filters } from "./Filters";
import { useLedger } from "./ledger";
import { fromAddress, isNarrowed, type Sought, toAddress, toRequest } from "./sought";
import type { Shape } from "../../api/types";

const NEAR_TOP = 40;
const today = (now: number) => dayOf(new Date(now));

export default function Activity() {
  const address = useSearch();
  const [, navigate] = useLocation();
  const sought = useMemo(() => fromAddress(address), [address]);
  const asked = useMemo(() => toRequest(sought), [sought]);
  const { past, entries, fresh, show } = useLedger(asked);
  const top = useRef<HTMLDivElement>(null);
  const onSeek = (next: Sought) => {
    const said = toAddress(next);
    navigate(said ? `/activity?${said}` : "/activity", { replace: true });
  };

  useEffect(() => {
    if (fresh.length > 0 && isAtTop(top.current)) show();
  });

  return (
    <Page title="Activity" about="What was done, and why. The newest is on top.">
      <div ref={top} hidden />
      <Filters sought={sought} onSeek={onSeek} />
      {fresh.length > 0 && (
        <div className={styles.news} role="status">
          <Button
            size="compact-sm"
            radius="xl"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={() => {
              show();
              top.current?.closest("main")?.scrollTo({ top: 0 });
            }}
          >
            {number(fresh.length, "new entry", "new entries")}
          </Button>
        </div>
      )}
      {past.isPending && <Loading rows={8} height={52} />}
      {past.isError && entries.length === 0 && <Failed error={past.error} retry={() => void past.refetch()} />}
      {byDay(entries).map((day) => (
        <OneDay key={day.day} of={day} />
      ))}
      {past.isSuccess && entries.length === 0 && <Nothing narrowed={isNarrowed(sought)} onClear={() => onSeek(fromAddress(""))} />}
      {entries.length > 0 && <Further past={past} />}
    </Page>
  );
}

function OneDay({ of: { day, entries } }: { of: Day<Shape<"Entry">> }) {
  const now = useTime(today);
  return (
    <section className={styles.day} aria-label={dayName(day, new Date(`${now}T12:00:00`))}>
      <div className={styles.dayHead}>
        <Title order={2}>{dayName(day, new Date(`${now}T12:00:00`))}</Title>
      </div>
      <div className={styles.entries}>
        {entries.map((entry) => (
          <EntryLine key={entry.id} of={entry} clock />
        ))}
      </div>
    </section>
  );
}

function Further({ past }: { past: ReturnType<typeof useLedger>["past"] }) {
  const { ref, entry } = useIntersection({ rootMargin: "800px" });
  const near = entry?.isIntersecting ?? false;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = past;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return <p className={`${styles.end} soft`}>That is all that is remembered.</p>;
  return (
    <div ref={ref} className={styles.end}>
      {isFetchingNextPage ? (
        <Loader size="sm" aria-label="Loading" />
      ) : (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {isFetchNextPageError ? "It could not be read. Try again" : "Further back"}
        </Button>
      )}
    </div>
  );
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  return narrowed ? (
    <Empty icon={IconFilterOff} title="Nothing fits" action={<Button variant="default" onClick={onClear}>Clear the filters</Button>}>
      Nothing was done that has all that is chosen above.
    </Empty>
  ) : (
    <Empty icon={IconHistory} title="Nothing was done so far">
      As soon as something is imported, rejected, removed or changed, it is told here, with its reason.
    </Empty>
  );
}

function isAtTop(inside: HTMLElement | null): boolean {
  return (inside?.closest("main")?.scrollTop ?? 0) < NEAR_TOP;
}
