import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useCurrentUser } from "@/api/use-session";

/** A job offer and what surrounds it. */
export type JobOffer = Schema<"JobOffer">;
export type JobOfferChange = Schema<"JobOfferChange">;
export type NewJobOffer = Schema<"NewJobOffer">;
export type OccupationDemand = Schema<"OccupationDemand">;

export const JOB_OFFERS = "/job-offers";

const pathOf = (id: string) => `${JOB_OFFERS}/${id}`;

export const readJobOffer = ({ id }: Pick<JobOffer, "id">) => call<JobOffer>("GET", pathOf(id));

export const createJobOffer = (body: NewJobOffer, headers: Record<string, string>) =>
  call<JobOffer>("POST", JOB_OFFERS, { body, headers });

export const updateJobOffer = (offer: JobOffer, body: Schema<"JobOfferPatch">) =>
  call<JobOffer>("PATCH", pathOf(offer.id), { body, headers: ifMatch(offer) });

export const archiveJobOffer = (offer: JobOffer) =>
  call<void>("DELETE", pathOf(offer.id), { headers: ifMatch(offer) });

export const restoreJobOffer = ({ id }: Pick<JobOffer, "id">) =>
  call<JobOffer>("POST", `${pathOf(id)}/restore`);

export const moveJobOffer = ({ id }: Pick<JobOffer, "id">, body: Schema<"JobOfferTransition">) =>
  call<JobOffer>("POST", `${pathOf(id)}/transitions`, { body });

export const renewJobOffer = ({ id }: Pick<JobOffer, "id">) =>
  call<JobOffer>("POST", `${pathOf(id)}/renew`);

/** One offer, whatever its state. */
export const useJobOffer = (id: string | undefined) =>
  useQuery({
    queryKey: [JOB_OFFERS, id],
    enabled: id !== undefined,
    queryFn: () => readJobOffer({ id: id ?? "" }),
  });

/** How many offers stand where. */
export const useJobOfferCounts = (enabled = true) =>
  useQuery({
    queryKey: [JOB_OFFERS, "counts"],
    enabled,
    queryFn: ({ signal }) =>
      call<Schema<"JobOfferCounts">>("GET", `${JOB_OFFERS}/counts`, { signal }),
  });

/** What happened to an offer; read again with each of its versions. */
export const useJobOfferChanges = ({ id, version }: JobOffer) =>
  useQuery({
    queryKey: [JOB_OFFERS, id, "changes", version],
    queryFn: ({ signal }) =>
      call<Schema<"JobOfferChanges">>("GET", `${pathOf(id)}/changes`, { signal }),
  });

/** Occupations offered beside those looked for. */
export const useOccupationDemand = (enabled: boolean) =>
  useQuery({
    queryKey: [JOB_OFFERS, "occupations"],
    enabled,
    queryFn: ({ signal }) =>
      call<Schema<"OccupationComparison">>("GET", `${JOB_OFFERS}/occupations`, { signal }),
  });

/** Everything read about offers is read again. */
export function useRefreshJobOffers() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [JOB_OFFERS] });
}

/** In what capacity somebody works with offers: who decides, who writes for others, or who writes their own. */
export function useOfferRole(): { decides: boolean; isStaff: boolean; ownEmployers: string[] } {
  const roles = useCurrentUser()?.roles ?? [];
  const decides = roles.some(({ role }) => role === "programme_admin");
  const own = roles.flatMap(({ role, employer_id: id }) =>
    role === "employer" && id !== null ? [id] : [],
  );
  const isStaff = decides || roles.some(({ role }) => role === "referent");
  return { decides, isStaff, ownEmployers: isStaff ? [] : own };
}
