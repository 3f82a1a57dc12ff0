import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useRefreshProspects } from "@/features/prospects/api";

export type Duplicate = Schema<"Duplicate">;
export type Comparison = Schema<"DuplicateComparison">;
export type Side = Schema<"DuplicateSide">;
export type Merge = Schema<"Merge">;

export const DUPLICATES = "/duplicates";

const mergesPath = (id: string) => `/prospects/${id}/merges`;

/** Two files side by side. */
export function useComparison(id: string) {
  return useQuery({
    queryKey: [DUPLICATES, "one", id],
    queryFn: () => call<Comparison>("GET", `${DUPLICATES}/${id}`),
  });
}

/** How many pairs wait for somebody. */
export function useDuplicateCount(enabled: boolean) {
  return useQuery({
    queryKey: [DUPLICATES, "count"],
    enabled,
    staleTime: 60_000,
    queryFn: async () =>
      (
        await call<Schema<"DuplicatePage">>("GET", DUPLICATES, {
          query: { limit: 1, count: "exact" },
        })
      ).total ?? 0,
  });
}

/** The pairs of a file that wait for somebody. */
export function useDuplicatesOf(prospectId: string) {
  return useQuery({
    queryKey: [DUPLICATES, "of", prospectId],
    queryFn: async () =>
      (
        await call<Schema<"DuplicatePage">>("GET", DUPLICATES, {
          query: { prospect_id: prospectId, limit: 10 },
        })
      ).items,
  });
}

/** The files that a file took in, the last first. */
export function useMerges(prospectId: string) {
  return useQuery({
    queryKey: [mergesPath(prospectId)],
    queryFn: async () => (await call<Schema<"MergeList">>("GET", mergesPath(prospectId))).items,
  });
}

export const dismiss = ({ id }: Pick<Duplicate, "id">) =>
  call<Duplicate>("POST", `${DUPLICATES}/${id}/dismissal`);

export const reopen = (pair: Pick<Duplicate, "id" | "version">) =>
  call<Duplicate>("DELETE", `${DUPLICATES}/${pair.id}/dismissal`, { headers: ifMatch(pair) });

/** Has `kept` take `other` in; `key` makes a second press harmless. */
export const mergeFiles = (kept: Side, body: Schema<"NewMerge">, key: Record<string, string>) =>
  call<Merge>("POST", mergesPath(kept.id), { body, headers: { ...ifMatch(kept), ...key } });

export const undoMerge = (merge: Merge) =>
  call<Merge>("POST", `${mergesPath(merge.kept_id)}/${merge.id}/undo`);

/** Refreshes pairs, merges and files after a decision. */
export function useRefreshDuplicates() {
  const queries = useQueryClient();
  const files = useRefreshProspects();
  return async () => {
    await queries.invalidateQueries({ queryKey: [DUPLICATES] });
    await files();
  };
}
