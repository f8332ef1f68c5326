// Searching the libraries: the budget, the plan, what it has brought, and media that were given up.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export function useSearching() {
  return useQuery({
    queryKey: [...keys.search, "now"],
    queryFn: ({ signal }) => answer(api.GET("/api/search", { signal })),
    refetchInterval: 30_000,
  });
}

export function useSearchPlan(limit = 50) {
  return useQuery({
    queryKey: [...keys.search, "plan", limit],
    queryFn: ({ signal }) => answer(api.GET("/api/search/plan", { params: { query: { limit } }, signal })),
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
}

export function useSearchHistory() {
  return useQuery({
    queryKey: [...keys.search, "history"],
    queryFn: ({ signal }) => answer(api.GET("/api/search/history", { signal })),
    refetchInterval: 30_000,
  });
}

export function useAllowSearch() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Shape<"AllowSearch">) => answer(api.POST("/api/search/allow", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.search }),
  });
}
