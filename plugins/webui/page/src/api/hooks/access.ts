// API keys: their list, a new one, and taking one back.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export function useKeys() {
  return useQuery({
    queryKey: keys.keys,
    queryFn: ({ signal }) => answer(api.GET("/api/keys", { signal })),
  });
}

export function useNewKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Shape<"NewKey">) => answer(api.POST("/api/keys", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.keys }),
  });
}

export function useRevokeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/keys/{id}", { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.keys }),
  });
}
