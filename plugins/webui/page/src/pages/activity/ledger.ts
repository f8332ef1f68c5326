// The ledger as far back as one has read it. What is done meanwhile waits until it is asked for, so that nothing moves.
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { answer, api } from "../../api/client";
import type { Sought } from "../../api/hooks/ledger";
import { keys } from "../../api/queries";
import type { Shape } from "../../api/types";
import { withNews } from "./days";

type Ledger = Shape<"Ledger">;
type Entry = Shape<"Entry">;
type Pages = InfiniteData<Ledger, number | undefined>;

const LIMIT = 100;

const read = (sought: Sought, before: number | undefined, signal: AbortSignal) =>
  answer(api.GET("/api/decisions", { params: { query: { ...sought, limit: LIMIT, before } }, signal }));

export function useLedger(sought: Sought) {
  const queries = useQueryClient();
  const pastKey = useMemo(() => ["ledger", sought] as const, [sought]);
  const past = useInfiniteQuery({
    queryKey: pastKey,
    queryFn: ({ signal, pageParam }) => read(sought, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.id : undefined),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  // Events make what begins with this key stale: it is the newest page that is read again, whatever was read back.
  const newest = useQuery({
    queryKey: [...keys.decisions, "newest", sought],
    queryFn: ({ signal }) => read(sought, undefined, signal),
    enabled: past.data !== undefined,
    staleTime: 0,
  });

  const entries = useMemo(() => (past.data?.pages ?? []).flatMap((page) => page.entries), [past.data]);
  const known = entries[0]?.id ?? 0;
  const fresh = useMemo(() => (newest.data?.entries ?? []).filter((entry) => entry.id > known), [newest.data, known]);
  const show = () => {
    if (fresh.length === 0) return;
    if (fresh.length >= LIMIT) void queries.resetQueries({ queryKey: pastKey });
    else queries.setQueryData<Pages>(pastKey, (pages) => pages && withFirst(pages, (page) => withNews(page, fresh)));
  };
  useUndone(newest.data, pastKey);
  return { past, entries, fresh, show };
}

/** What can be taken back is as the newest page says it now. */
function useUndone(newest: Ledger | undefined, pastKey: readonly unknown[]): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!newest) return;
    const now = new Map(newest.entries.map((entry) => [entry.id, entry]));
    queries.setQueryData<Pages>(pastKey, (pages) => {
      const changed = pages?.pages.some((page) => page.entries.some((one) => (now.get(one.id)?.undo ?? one.undo) !== one.undo));
      if (!pages || !changed) return pages;
      return { ...pages, pages: pages.pages.map((page) => ({ ...page, entries: page.entries.map((one) => now.get(one.id) ?? one) })) };
    });
  }, [newest, pastKey, queries]);
}

function withFirst(pages: Pages, change: (entries: Entry[]) => Entry[]): Pages {
  const [first, ...others] = pages.pages;
  return first ? { ...pages, pages: [{ ...first, entries: change(first.entries) }, ...others] } : pages;
}
