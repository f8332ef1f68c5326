// What the server says of the changes so far: asked again a moment after the last of them.
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { changesOf, count, type Draft } from "../../forms/draft";

const PAUSE = 900;
const numbers = new WeakMap<Draft, number>();
let last = 0;

/** A number for each draft: the key under which its answer is kept has no secrets in it. */
function numberOf(draft: Draft): number {
  const known = numbers.get(draft);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(draft, last);
  return last;
}

export function useChecked(draft: Draft, fingerprint: string) {
  const [settled] = useDebouncedValue(draft, PAUSE);
  const query = useQuery({
    queryKey: ["config-check", fingerprint, numberOf(settled)],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/config/check", { body: { fingerprint, changes: changesOf(settled) }, signal })),
    enabled: count(settled) > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
    retry: false,
  });
  const none = count(draft) === 0;
  return {
    checked: none ? undefined : query.data,
    error: none ? null : query.error,
    /** Whether the answer is of these very changes. */
    current: !none && settled === draft && !query.isPlaceholderData && !query.isFetching && query.data !== undefined,
    again: () => void query.refetch(),
  };
}
