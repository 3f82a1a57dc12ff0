import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "./transport";
import type { Schema } from "./types";

/** One code with its French label, from `GET /reference/lists`. */
export type CodeItem = Schema<"CodeItem">;

/** A département, EPCI or commune. */
export type Territory = Schema<"Territory">;

/** A ROME occupation; `title` is the everyday name that matched the search. */
export type Occupation = Schema<"Occupation">;

/** Code of the département as a territory. */
export const WHOLE_LOT = "46";

const HOUR = 3_600_000;

/** All lists of codes by name; read once, they change with a release. */
export function useLists() {
  return useQuery({
    queryKey: ["reference", "lists"],
    staleTime: HOUR,
    gcTime: HOUR,
    queryFn: async ({ signal }) => {
      const answer = await call<Schema<"CodeLists">>("GET", "/reference/lists", { signal });
      return new Map(answer.items.map((list) => [list.name, list.items]));
    },
  });
}

/** Label of a code, or the code itself while the lists load or when it is unknown. */
export function useLabelOf(list: string): (code: string) => string {
  const { data } = useLists();
  const items = data?.get(list) ?? [];
  return (code) => items.find((item) => item.code === code)?.label ?? code;
}

/** Territories whose name matches `q`, accents ignored; not asked for before somebody wants them. */
export function useTerritories(q: string, kind?: string, limit = 20, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ["reference", "territories", kind ?? "", q, limit],
    staleTime: HOUR,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await call<Schema<"TerritoryList">>("GET", "/reference/territories", {
          query: { q, kind, limit },
          signal,
        })
      ).items,
  });
}

/** The whole territory tree (some 320 rows), for choices of several and for names of codes. */
export function useAllTerritories(enabled = true) {
  return useQuery({
    queryKey: ["reference", "territories", "all"],
    enabled,
    staleTime: HOUR,
    gcTime: HOUR,
    queryFn: async ({ signal }) =>
      (await call<Schema<"TerritoryList">>("GET", "/reference/territories", { signal })).items,
  });
}

/** Name of a territory's code, or the code itself while the tree loads. */
export function useTerritoryName(): (code: string) => string {
  const { data } = useAllTerritories();
  return (code) => data?.find((territory) => territory.code === code)?.name ?? code;
}

/** Occupations matching an everyday word; asked from two letters on. */
export function useOccupations(q: string, limit = 12) {
  return useQuery({
    queryKey: ["reference", "occupations", q, limit],
    enabled: q.trim().length >= 2,
    staleTime: HOUR,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await call<Schema<"OccupationList">>("GET", "/reference/occupations", {
          query: { q, limit },
          signal,
        })
      ).items,
  });
}
