import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

export type PrivacyRequest = Schema<"PrivacyRequest">;
export type NewRequest = Schema<"NewPrivacyRequest">;
export type Move = Schema<"PrivacyRequestTransition">;

export const REQUESTS = "/privacy-requests";

/** One request with everything that was answered. */
export function useRequest(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [REQUESTS, id],
    enabled,
    queryFn: () => call<PrivacyRequest>("GET", `${REQUESTS}/${id}`),
  });
}

/** How many should have been answered already. */
export function useLateRequests(enabled: boolean) {
  return useQuery({
    queryKey: [REQUESTS, "late"],
    enabled,
    staleTime: 60_000,
    queryFn: async () => {
      const query = { late: "true", limit: 1, count: "exact" };
      return (await call<Schema<"PrivacyRequestPage">>("GET", REQUESTS, { query })).total ?? 0;
    },
  });
}

export const createRequest = (body: NewRequest, headers: Record<string, string>) =>
  call<PrivacyRequest>("POST", REQUESTS, { body, headers });

/** @throws Problem `identity_required`, `transition_not_allowed` */
export const moveRequest = (id: string, body: Partial<Move> & { to: string }) =>
  call<PrivacyRequest>("POST", `${REQUESTS}/${id}/transitions`, { body });

/** @throws Problem `extension_not_allowed` */
export const extendRequest = (id: string, reason: string) =>
  call<PrivacyRequest>("POST", `${REQUESTS}/${id}/extension`, { body: { reason } });

/** Erases the file of a request and answers it. @throws Problem `identity_required`, `confirmation_mismatch` */
export const eraseFileOf = (id: string, body: Schema<"PrivacyRequestErasure">) =>
  call<PrivacyRequest>("POST", `${REQUESTS}/${id}/erasure`, { body });

/** The file of this number, or null. */
export async function fileOfNumber(number: string): Promise<string | null> {
  const found = await call<Schema<"ProspectPage">>("GET", "/prospects", {
    query: { q: number, limit: 5 },
  });
  return found.items.find((file) => file.number === number)?.id ?? null;
}

/** Reads again what a change may have moved. */
export function useRefreshRequests() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [REQUESTS] });
}
