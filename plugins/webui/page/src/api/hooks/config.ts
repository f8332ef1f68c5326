// The configuration: as it is, what a change would come to, and saving it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

type Changes = Shape<"Changes">;

export function useConfig() {
  return useQuery({
    queryKey: keys.config,
    queryFn: ({ signal }) => answer(api.GET("/api/config", { signal })),
  });
}

export function useSchemas() {
  return useQuery({
    queryKey: keys.schemas,
    queryFn: ({ signal }) => answer(api.GET("/api/config/schemas", { signal })),
    staleTime: Infinity,
  });
}

export function useCheck() {
  return useMutation({ mutationFn: (body: Changes) => answer(api.POST("/api/config/check", { body })) });
}

export function useTryConnections() {
  return useMutation({ mutationFn: (body: Changes) => answer(api.POST("/api/config/connections", { body })) });
}

export function usePreview() {
  return useMutation({ mutationFn: (body: Changes) => answer(api.POST("/api/config/preview", { body })) });
}

export function useSave() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Changes) => answer(api.PUT("/api/config", { body })),
    onSettled: () => {
      for (const key of [keys.config, keys.schemas, keys.plugins, keys.processes, keys.overview, keys.session])
        void queries.invalidateQueries({ queryKey: key });
    },
  });
}
