// How everything is: overview, processes, health; and starting processes anew.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";

export function useOverview() {
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => answer(api.GET("/api/overview", { signal })),
    refetchInterval: 15_000,
  });
}

export function useProcesses() {
  return useQuery({
    queryKey: keys.processes,
    queryFn: ({ signal }) => answer(api.GET("/api/processes", { signal })),
    refetchInterval: 15_000,
  });
}

export function useHealth() {
  return useQuery({
    queryKey: keys.health,
    queryFn: ({ signal }) => answer(api.GET("/health", { signal })),
    refetchInterval: 30_000,
  });
}

/** Start one process anew, or all of them (an empty name). */
export function useRestart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      answer(
        name === ""
          ? api.POST("/api/processes/restart")
          : api.POST("/api/processes/{name}/restart", { params: { path: { name } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.processes }),
  });
}

export function useReload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/reload")),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.processes }),
  });
}

/** Let removals of a section go on for a while. */
export function useUnfreeze() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => answer(api.POST("/api/sections/{name}/unfreeze", { params: { path: { name } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.overview }),
  });
}
