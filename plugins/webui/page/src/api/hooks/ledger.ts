// What was decided and done, the newest first, page by page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export type Sought = Omit<Shape<"LedgerQuery">, "before" | "limit">;

export function useDecisions(sought: Sought, limit = 100) {
  return useInfiniteQuery({
    queryKey: [...keys.decisions, sought, limit],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET("/api/decisions", { params: { query: { ...sought, limit, before: pageParam } }, signal })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.id : undefined),
  });
}
