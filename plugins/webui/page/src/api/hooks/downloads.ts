// Torrents: everything about one, what would be done, and a person's word about one.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export type Filter = Omit<NonNullable<Shape<"DownloadsQuery">>, "offset" | "limit">;
export type Word = "protect" | "unprotect" | "release" | "discard" | "restore";

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
    refetchInterval: 15_000,
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
