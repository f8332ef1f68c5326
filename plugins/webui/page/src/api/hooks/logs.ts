// Log files and their lines.
import { useQuery } from "@tanstack/react-query";
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

/** The lines of a log that fit: the last, or the last before a cursor. */
export function logLines(name: string, query: Shape<"LogQuery">, signal: AbortSignal) {
  return answer(api.GET("/api/logs/{name}", { params: { path: { name }, query }, signal }));
}
