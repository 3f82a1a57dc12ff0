import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Dashboard } from "./types";

const DASHBOARD = "/dashboard";

/** The dashboard of whoever asks, for a period; the last one stays while another is read. */
export function useDashboard(period: string, enabled: boolean) {
  return useQuery({
    queryKey: [DASHBOARD, period],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Dashboard>("GET", DASHBOARD, { query: { period }, signal }),
  });
}
