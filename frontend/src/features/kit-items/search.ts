import type { Query } from "@/api/transport";

/** Filters of the kit, exactly as they stand in the address. */
export interface KitSearch {
  q?: string;
  audience?: string;
  archived?: true;
}

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readKitSearch(raw: Record<string, unknown>): KitSearch {
  const search: KitSearch = {};
  for (const name of ["q", "audience"] as const) {
    const value = raw[name];
    if (typeof value === "string" && value.trim() !== "") search[name] = value.trim();
  }
  if (raw.archived === true || raw.archived === "true") search.archived = true;
  return search;
}

/** Parameters of the list. */
export const kitQuery = ({ archived, ...filters }: KitSearch): Query => ({
  ...filters,
  archived: archived ? "any" : undefined,
  count: "exact",
});
