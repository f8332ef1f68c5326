// How answers are kept: for how long they are fresh, when a call is tried again, and under which keys.
import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "./errors";

const worthAnotherTry = (failures: number, failure: Error) =>
  failure instanceof Refusal && (failure.unreachable || failure.status === 503) && failures < 2;

export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A browser that believes to be offline still reaches a server in the same house.
      queries: { networkMode: "always", staleTime: 10_000, gcTime: 300_000, retry: worthAnotherTry, refetchOnWindowFocus: true },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** The first part of the key of every query, by resource: what an event makes stale. */
export const keys = {
  session: ["session"],
  overview: ["overview"],
  health: ["health"],
  processes: ["processes"],
  logs: ["logs"],
  downloads: ["downloads"],
  why: ["why"],
  plan: ["plan"],
  quarantine: ["quarantine"],
  decisions: ["decisions"],
  search: ["search"],
  obligations: ["obligations"],
  statistics: ["statistics"],
  config: ["config"],
  schemas: ["schemas"],
  plugins: ["plugins"],
  panels: ["panels"],
  keys: ["keys"],
} as const;
