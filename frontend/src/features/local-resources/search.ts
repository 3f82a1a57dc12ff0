import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";

/** Filters of the directory, exactly as they stand in the address. */
export interface DirectorySearch {
  q?: string;
  territory?: string;
  theme?: string;
  stale?: true;
  archived?: true;
}

const TEXTS = ["q", "territory", "theme"] as const;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readDirectorySearch(raw: Record<string, unknown>): DirectorySearch {
  const search: DirectorySearch = {};
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  if (isTrue(raw.stale)) search.stale = true;
  if (isTrue(raw.archived)) search.archived = true;
  return search;
}

/** Parameters of the list. */
export const directoryQuery = ({ archived, ...filters }: DirectorySearch): Query => ({
  ...filters,
  archived: archived ? "any" : undefined,
  count: "exact",
});
