import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";

/** Filters of the employers, exactly as they stand in the address. */
export interface EmployerSearch {
  q?: string;
  kind?: string;
  territory?: string;
  membership?: string;
  archived?: true;
}

const TEXTS = ["q", "kind", "territory", "membership"] as const;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readEmployerSearch(raw: Record<string, unknown>): EmployerSearch {
  const search: EmployerSearch = {};
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  if (isTrue(raw.archived)) search.archived = true;
  return search;
}

/** Parameters of the list. */
export const employerQuery = ({ archived, ...filters }: EmployerSearch): Query => ({
  ...filters,
  archived: archived ? "any" : undefined,
  count: "exact",
});
