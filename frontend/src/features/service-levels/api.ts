import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";

/** Delays and hours of the programme; hours are those that clocks in the Lot show. */
export interface ServiceLevels {
  /** Working days to accept or decline a proposal. */
  accept_days: number;
  /** Working days from the acceptance to the first contact. */
  first_contact_days: number;
  /** Calendar days within which the next action of a file takes place. */
  next_action_days: number;
  /** Working days that a file may wait in the pool. */
  pool_days: number;
  /** Calendar days after which an entry of the local directory is to be verified again. */
  stale_after_days: number;
  opens_at: string;
  closes_at: string;
  digest_at: string;
  version: number;
  updated_at: string;
}

export type ServiceLevelsPatch = Partial<Omit<ServiceLevels, "version" | "updated_at">>;

export const SERVICE_LEVELS = "/service-levels";

/** What the programme ships with, until its own figures are known. */
const USUAL_NEXT_ACTION_DAYS = 30;

export const readServiceLevels = (): Promise<ServiceLevels> => call("GET", SERVICE_LEVELS);

export function useServiceLevels(enabled = true) {
  return useQuery({
    queryKey: [SERVICE_LEVELS],
    enabled,
    staleTime: 600_000,
    queryFn: ({ signal }) => call<ServiceLevels>("GET", SERVICE_LEVELS, { signal }),
  });
}

/** How far ahead a next action may be, in days. */
export const useNextActionDays = (): number =>
  useServiceLevels().data?.next_action_days ?? USUAL_NEXT_ACTION_DAYS;

export const updateServiceLevels = (levels: ServiceLevels, body: ServiceLevelsPatch) =>
  call<ServiceLevels>("PATCH", SERVICE_LEVELS, { body, headers: ifMatch(levels) });
