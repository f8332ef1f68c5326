// The rows of the list that are to be seen, and those of the list before until they have come.
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { Filter } from "../../api/hooks/downloads";
import { keys } from "../../api/queries";
import type { Shape } from "../../api/types";
import { WINDOW } from "./windows";

type Download = Shape<"Download">;

const windowOf = (filter: Filter, number: number) => ({
  queryKey: [...keys.downloads, filter, number] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = { ...filter, offset: number * WINDOW, limit: WINDOW };
    return answer(api.GET("/api/downloads", { params: { query }, signal }));
  },
});

/** What the list is as a whole. While another filter's answer is awaited, `settling`, it is that of the one before. */
export function useList(filter: Filter) {
  const head = useQuery({ ...windowOf(filter, 0), placeholderData: keepPreviousData });
  return {
    told: head.data,
    error: head.error,
    retry: () => void head.refetch(),
    settling: head.isPlaceholderData,
  };
}

/** The rows of these windows by their place in the list. */
export function useRows(filter: Filter, windows: readonly number[]): ReadonlyMap<number, Download> {
  return useQueries({ queries: windows.map((number) => windowOf(filter, number)), combine: rowsOf });
}

function rowsOf(answers: readonly { data: Shape<"Downloads"> | undefined }[]): ReadonlyMap<number, Download> {
  const rows = new Map<number, Download>();
  for (const { data } of answers) data?.rows.forEach((row, at) => rows.set(data.offset + at, row));
  return rows;
}
