import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

export type PublicReport = Schema<"PublicReport">;
export type PublicReportYear = Schema<"PublicReportYear">;

const REPORTS = "/public/reports";

/** The years whose reports are published, the latest first. */
export function usePublicReports() {
  return useQuery({
    queryKey: [REPORTS],
    staleTime: 3_600_000,
    queryFn: async ({ signal }) =>
      (await call<Schema<"PublicReportList">>("GET", REPORTS, { signal })).items,
  });
}

/** The published report of a year. */
export function usePublicReport(year: string) {
  return useQuery({
    queryKey: [REPORTS, year],
    retry: false,
    queryFn: ({ signal }) =>
      call<PublicReport>("GET", `${REPORTS}/${encodeURIComponent(year)}`, { signal }),
  });
}

/** Where the figures are taken from. */
export const tableOf = (year: number): string => `/api/v1${REPORTS}/${year}.csv`;
export const dataOf = (year: number): string => `/api/v1${REPORTS}/${year}`;
