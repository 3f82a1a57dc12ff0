import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** Delays and hours of the programme; hours are those that clocks in the Lot show. */
export type ServiceLevels = Schema<"ServiceLevels">;

export type ServiceLevelsPatch = Schema<"ServiceLevelsPatch">;

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
