// What the server says of the answers: whether the file would be right, and what would be done.
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { Shape } from "../../api/types";

interface Asked {
  changes: Shape<"Changes">["changes"];
  fingerprint: string;
  /** A number for these answers: the key under which the server's answer is kept has no secrets in it. */
  revision: number;
  enabled: boolean;
}

export function useWizardCheck({ changes, fingerprint, revision, enabled }: Asked) {
  return useQuery({
    queryKey: ["setup-check", fingerprint, revision],
    queryFn: ({ signal }) => answer(api.POST("/api/config/check", { body: { fingerprint, changes }, signal })),
    enabled,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
}

export function useWizardPreview({ changes, fingerprint, revision, enabled }: Asked) {
  return useQuery({
    queryKey: ["setup-preview", fingerprint, revision],
    queryFn: ({ signal }) => answer(api.POST("/api/config/preview", { body: { fingerprint, changes }, signal })),
    enabled,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
}
