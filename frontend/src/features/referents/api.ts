import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** A time away, both days included. */
export type Absence = Schema<"Absence">;

/** Somebody who accompanies households. */
export type Referent = Schema<"Referent">;

export type ReferentBody = Schema<"NewReferent">;

export const REFERENTS_PATH = "/referents";

/** Active référents for choices of one. */
export function useReferentOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [REFERENTS_PATH, "options"],
    queryFn: ({ signal }) =>
      call<Schema<"ReferentPage">>("GET", REFERENTS_PATH, { query: { limit: 200 }, signal }),
  });
  return (data?.items ?? []).map(({ id, display_name }) => ({ value: id, label: display_name }));
}

export const readReferent = ({ id }: Referent): Promise<Referent> =>
  call("GET", `/referents/${id}`);

export const createReferent = (body: ReferentBody, headers: Record<string, string>) =>
  call<Referent>("POST", REFERENTS_PATH, { body, headers });

export const updateReferent = (referent: Referent, body: ReferentBody) =>
  call<Referent>("PATCH", `/referents/${referent.id}`, { body, headers: ifMatch(referent) });

export const archiveReferent = (referent: Referent) =>
  call<void>("DELETE", `/referents/${referent.id}`, { headers: ifMatch(referent) });

export const restoreReferent = (referent: Referent) =>
  call<Referent>("POST", `/referents/${referent.id}/restore`, { headers: ifMatch(referent) });
