import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";

/** Filters of the campaigns, exactly as they stand in the address. */
export interface CampaignSearch {
  q?: string;
  status?: string;
  archived?: true;
}

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readCampaignSearch(raw: Record<string, unknown>): CampaignSearch {
  const search: CampaignSearch = {};
  for (const name of ["q", "status"] as const) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  if (isTrue(raw.archived)) search.archived = true;
  return search;
}

export const campaignQuery = ({ q, status, archived }: CampaignSearch): Query => ({
  q,
  status,
  archived: archived ? "any" : undefined,
  count: "exact",
});

/** What the page of posters prints: one touchpoint or all of them, on which paper. */
export interface PrintSearch {
  format: "a6" | "a5" | "a4";
  point?: string;
}

export function readPrintSearch(raw: Record<string, unknown>): PrintSearch {
  const format = raw.format === "a6" || raw.format === "a4" ? raw.format : "a5";
  const point = textOf(raw.point);
  return point === "" ? { format } : { format, point };
}
