import type { Query } from "@/api/transport";
import { textOf } from "@/components/address";

/** Filters of the ambassadors, exactly as they stand in the address. */
export interface AmbassadorSearch {
  q?: string;
  status?: string;
  kind?: string;
  commitment?: string;
  interest?: string;
  language?: string;
  territory?: string;
}

const TEXTS = ["q", "status", "kind", "commitment", "interest", "language", "territory"] as const;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readAmbassadorSearch(raw: Record<string, unknown>): AmbassadorSearch {
  const search: AmbassadorSearch = {};
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  return search;
}

/** Parameters of the list and of the export. */
export const ambassadorQuery = (search: AmbassadorSearch): Query => ({ ...search });
