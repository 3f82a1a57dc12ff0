import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

export type Ambassador = Schema<"Ambassador">;
export type AmbassadorBody = Schema<"NewAmbassador">;

export const AMBASSADORS = "/ambassadors";
export const LETTER = "/newsletter-subscriptions";

const pathOf = (id: string) => `${AMBASSADORS}/${id}`;

/** One ambassador. */
export function useAmbassador(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [AMBASSADORS, id],
    enabled,
    queryFn: () => call<Ambassador>("GET", pathOf(id)),
  });
}

/** What became of an ambassador, the last first. */
export function useChanges(id: string) {
  return useQuery({
    queryKey: [AMBASSADORS, id, "changes"],
    queryFn: async () =>
      (await call<Schema<"AmbassadorChangeList">>("GET", `${pathOf(id)}/changes`)).items,
  });
}

/** How many there were at the end of a day. */
export function useCounts(on: string | null, enabled: boolean) {
  return useQuery({
    queryKey: [AMBASSADORS, "counts", on],
    enabled,
    queryFn: ({ signal }) =>
      call<Schema<"AmbassadorCounts">>("GET", `${AMBASSADORS}/counts`, {
        query: { on: on ?? undefined },
        signal,
      }),
  });
}

/** How many get the newsletter. */
export function useLetterCounts(enabled: boolean) {
  return useQuery({
    queryKey: [LETTER, "counts"],
    enabled,
    queryFn: () => call<Schema<"NewsletterCounts">>("GET", `${LETTER}/counts`),
  });
}

export const createAmbassador = (body: AmbassadorBody, headers: Record<string, string>) =>
  call<Ambassador>("POST", AMBASSADORS, { body, headers });

export const updateAmbassador = (one: Ambassador, body: Schema<"AmbassadorPatch">) =>
  call<Ambassador>("PATCH", pathOf(one.id), { body, headers: ifMatch(one) });

export const moveAmbassador = ({ id }: Ambassador, to: string, reason: string | null) =>
  call<Ambassador>("POST", `${pathOf(id)}/transitions`, { body: { to, reason } });
