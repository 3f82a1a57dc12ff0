import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
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

/** What a page needs of a list of codes before and while it shows it. */
const listOptions = (name: string) => ({
  queryKey: ["reference", "lists", name],
  staleTime: HOUR,
  gcTime: HOUR,
  queryFn: () => readList(name),
});

/** Names of the lists that the next request brings. */
const wanted = new Set<string>();
let coming: Promise<Map<string, CodeItem[]>> | undefined;

/** One list of codes; those asked for while a page is drawn travel together. */
async function readList(name: string): Promise<CodeItem[]> {
  wanted.add(name);
  coming ??= Promise.resolve().then(async () => {
    const query = { name: [...wanted].sort() };
    wanted.clear();
    coming = undefined;
    const answer = await call<Schema<"CodeLists">>("GET", "/reference/lists", { query });
    return new Map(answer.items.map((list) => [list.name, list.items]));
  });
  return (await coming).get(name) ?? [];
}

/** Codes of a list with their labels, in the order of the screens; read once, they change with a release. */
export function useCodes(list: string) {
  return useQuery(listOptions(list));
}

/** Several lists read as one, for what is drawn only when its choices are there. */
export function useLists(names: readonly string[]) {
  return useQueries({
    queries: names.map(listOptions),
    combine: (reads) => {
      const failed = reads.filter((read) => read.isError);
      const whole = reads.every((read) => read.data);
      return {
        isPending: reads.some((read) => read.isPending),
        isError: failed.length > 0,
        error: failed[0]?.error ?? null,
        data: whole
          ? new Map(names.map((name, place) => [name, reads[place]?.data ?? []]))
          : undefined,
        refetch: () => Promise.all(failed.map((read) => read.refetch())),
      };
    },
  });
}

/** Label of a code, or the code itself while its list loads or when it is unknown. */
export function useLabelOf(list: string): (code: string) => string {
  const { data } = useCodes(list);
  return (code) => data?.find((item) => item.code === code)?.label ?? code;
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
