// Log files and their lines.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export function useLogFiles() {
  return useQuery({
    queryKey: [...keys.logs, "files"],
    queryFn: ({ signal }) => answer(api.GET("/api/logs", { signal })),
    refetchInterval: 30_000,
  });
}

export type Sought = Required<Pick<Shape<"LogQuery">, "level" | "search">>;

/** The last lines of a log that fit; a further page is of earlier ones. */
export function useLogLines(name: string, sought: Sought) {
  return useInfiniteQuery({
    queryKey: [...keys.logs, "lines", name, sought],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET("/api/logs/{name}", {
          params: { path: { name }, query: { ...sought, limit: 300, before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.more ? page.lines[0]?.cursor : undefined),
    enabled: name !== "",
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
