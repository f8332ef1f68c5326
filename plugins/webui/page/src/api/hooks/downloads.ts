// Torrents: pages of the list, everything about one, what would be done, and a person's word about one.
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export const PAGE = 100;
export type Filter = Omit<NonNullable<Shape<"DownloadsQuery">>, "offset" | "limit">;
export type Word = "protect" | "unprotect" | "release" | "discard" | "restore";

const pageOf = (filter: Filter, page: number) => ({
  queryKey: [...keys.downloads, filter, page],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    answer(api.GET("/api/downloads", { params: { query: { ...filter, offset: page * PAGE, limit: PAGE } }, signal })),
  placeholderData: keepPreviousData,
});

/** The rows from `first` to `last` of the list that a filter gives, page by page. `rowAt` is undefined where none is yet. */
export function useDownloads(filter: Filter, first: number, last: number) {
  const from = Math.floor(first / PAGE);
  const pages = Array.from({ length: Math.floor(Math.max(last, first) / PAGE) - from + 1 }, (_, at) => from + at);
  const told = useQueries({ queries: pages.map((page) => pageOf(filter, page)) });
  const head = told.find((page) => page.data !== undefined);
  const rowAt = (index: number) => {
    const page = told[Math.floor(index / PAGE) - from]?.data;
    return page === undefined ? undefined : page.rows[index - page.offset];
  };
  return {
    total: head?.data?.total ?? 0,
    facets: head?.data?.facets ?? {},
    complete: head?.data?.complete ?? true,
    pending: head === undefined && told.some((page) => page.isPending),
    error: head === undefined ? (told.find((page) => page.error)?.error ?? null) : null,
    retry: () => told.forEach((page) => void page.refetch()),
    rowAt,
  };
}

export function useWhy(client: string, hash: string) {
  return useQuery({
    queryKey: [...keys.why, client, hash],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/downloads/{client}/{hash}", { params: { path: { client, hash } }, signal })),
    enabled: hash !== "",
  });
}

export function usePlan() {
  return useQuery({
    queryKey: keys.plan,
    queryFn: ({ signal }) => answer(api.GET("/api/plan", { signal })),
    staleTime: 30_000,
  });
}

export function useQuarantine() {
  return useQuery({
    queryKey: keys.quarantine,
    queryFn: ({ signal }) => answer(api.GET("/api/quarantine", { signal })),
  });
}

/** A person's word about one torrent: everything that may look different afterwards is asked anew. */
export function useAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ client, hash, act, ...body }: { client: string; hash: string; act: Word } & Shape<"Act">) =>
      answer(api.POST("/api/downloads/{client}/{hash}/{act}", { params: { path: { client, hash, act } }, body })),
    onSettled: () => {
      for (const key of [keys.downloads, keys.why, keys.quarantine, keys.decisions, keys.overview, keys.obligations])
        void queries.invalidateQueries({ queryKey: key });
    },
  });
}
