import type { Query } from "@/api/transport";

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

// The router turns `?territory=46` into a number: take it back to what was typed.
const textOf = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

const isTrue = (value: unknown): boolean => value === true || value === "true";

/** Parameters of the list. */
export const directoryQuery = ({ archived, ...filters }: DirectorySearch): Query => ({
  ...filters,
  archived: archived ? "any" : undefined,
  count: "exact",
});
