// What torrents owe their trackers, and numbers over time.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../client";
import { keys } from "../queries";

export function useObligations() {
  return useQuery({
    queryKey: keys.obligations,
    queryFn: ({ signal }) => answer(api.GET("/api/obligations", { signal })),
  });
}

export function useStatistics(days: number) {
  return useQuery({
    queryKey: [...keys.statistics, days],
    queryFn: ({ signal }) => answer(api.GET("/api/statistics", { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
