// Who is signed in, and all the ways of becoming so.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, carry } from "../client";
import { keys } from "../queries";
import type { Shape } from "../types";

type Session = Shape<"Session">;

async function session(call: Promise<{ data?: Session }>): Promise<Session> {
  const told = await answer(call);
  carry(told.csrf);
  return told;
}

export function useSession() {
  return useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => session(api.GET("/api/session", { signal })),
    staleTime: Infinity,
  });
}

/** Whether who is signed in may do something of this scope. */
export function useMay(scope: Shape<"Scope">): boolean {
  return useSession().data?.scopes.includes(scope) ?? false;
}

/** A way in: what it answers is the session from then on, and everything else is asked anew. */
function useWayIn<Given>(enter: (given: Given) => Promise<{ data?: Session }>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => session(enter(given)),
    onSuccess: (told) => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
      queries.setQueryData(keys.session, told);
    },
  });
}

export const useSignIn = () => useWayIn((body: Shape<"SignIn">) => api.POST("/api/session", { body }));

export const useSignInWithToken = () =>
  useWayIn((body: Shape<"SignInWithToken">) => api.POST("/api/session/token", { body }));

export const useSetUp = () => useWayIn((body: Shape<"SetUp">) => api.POST("/api/setup", { body }));

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Shape<"ChangePassword">) => session(api.POST("/api/password", { body })),
    onSuccess: (told) => queries.setQueryData(keys.session, told),
  });
}

/** Sign out here, or everywhere. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (everywhere: boolean) =>
      answer(everywhere ? api.POST("/api/session/everywhere") : api.DELETE("/api/session")),
    onSuccess: async () => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
      await queries.invalidateQueries({ queryKey: keys.session });
    },
  });
}
