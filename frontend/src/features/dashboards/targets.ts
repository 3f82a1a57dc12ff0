import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import { orNull } from "@/components/form-values";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import type { Indicators, Target, TargetList } from "./types";

const TARGETS = "/targets";
const INDICATORS = "/indicators";

/** The targets of a year, with what was achieved. */
export function useTargets(year: number, enabled: boolean) {
  return useQuery({
    queryKey: [TARGETS, year],
    enabled,
    queryFn: ({ signal }) => call<TargetList>("GET", TARGETS, { query: { year }, signal }),
  });
}

/** Reads targets and dashboards again: a target shows on both. */
export function useRefreshTargets() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: [TARGETS] }),
      queries.invalidateQueries({ queryKey: ["/dashboard"] }),
    ]);
  };
}

/** What may be aimed at. */
export function useIndicators() {
  return useQuery({
    queryKey: [INDICATORS],
    queryFn: ({ signal }) => call<Indicators>("GET", INDICATORS, { signal }),
  });
}

/** Which target: one per indicator, year and territory. */
export type TargetKey = Pick<Target, "indicator" | "year" | "epci_code">;

const pathOf = ({ indicator, year }: TargetKey) => `${TARGETS}/${indicator}/${year}`;
const queryOf = ({ epci_code }: TargetKey) => ({ epci: epci_code });

export const readTarget = (key: TargetKey) =>
  call<Target>("GET", pathOf(key), { query: queryOf(key) });

/** Sets a target for the first time, or changes the one that was read. */
export const putTarget = (key: TargetKey, values: TargetValues, known: Target | null) =>
  call<Target>("PUT", pathOf(key), {
    query: queryOf(key),
    body: { value: values.value, note: orNull(values.note) },
    headers: known === null ? undefined : ifMatch(known),
  });

export const deleteTarget = (target: Target) =>
  call<void>("DELETE", pathOf(target), { query: queryOf(target), headers: ifMatch(target) });

/** What the form holds; what is not chosen yet is empty. */
export type TargetValues = {
  indicator: string;
  epci: TerritoryChoice | null;
  value: number | "";
  note: string;
};

export const valuesOf = (target: Target | null): TargetValues => ({
  indicator: target?.indicator ?? "",
  epci: placeOf(target),
  value: target?.value ?? "",
  note: target?.note ?? "",
});

const placeOf = (target: Target | null): TerritoryChoice | null =>
  target?.epci_code && target.epci_name ? { code: target.epci_code, name: target.epci_name } : null;
