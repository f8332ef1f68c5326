// Plugins and the panels that they add.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

export function usePlugins() {
  return useQuery({
    queryKey: keys.plugins,
    queryFn: ({ signal }) => answer(api.GET("/api/plugins", { signal })),
  });
}

export function useSwitch() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, enabled }: { name: string; enabled: boolean }) =>
      answer(api.PUT("/api/plugins/{name}", { params: { path: { name } }, body: { enabled } })),
    // It is pending until the list says so too: else the switch would go back for a moment.
    onSettled: () => {
      for (const key of [keys.config, keys.processes]) void queries.invalidateQueries({ queryKey: key });
      return queries.invalidateQueries({ queryKey: keys.plugins });
    },
  });
}

export function usePanels(enabled = true) {
  return useQuery({
    queryKey: keys.panels,
    queryFn: ({ signal }) => answer(api.GET("/api/panels", { signal })),
    staleTime: 60_000,
    enabled,
  });
}

export function usePanel(plugin: string, name: string) {
  return useQuery({
    queryKey: [...keys.panels, plugin, name],
    queryFn: ({ signal }) => answer(api.GET("/api/panels/{plugin}/{name}", { params: { path: { plugin, name } }, signal })),
  });
}

export function useFillPanel(plugin: string, name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Shape<"PanelInput">) =>
      answer(api.POST("/api/panels/{plugin}/{name}", { params: { path: { plugin, name } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.panels }),
  });
}
