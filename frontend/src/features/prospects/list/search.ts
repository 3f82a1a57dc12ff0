import type { Query } from "@/api/transport";
import { isTrue } from "@/components/address";

/** Filters and order of the list, exactly as they stand in the address. */
export interface ProspectSearch {
  q?: string;
  status?: string[];
  referent_id?: string;
  epci?: string[];
  project_type?: string[];
  source?: string[];
  campaign?: string;
  touchpoint?: string;
  phase?: string;
  reached?: string;
  event?: string;
  horizon?: string[];
  overdue?: boolean;
  unassigned?: boolean;
  archived?: "true" | "any";
  created_after?: string;
  created_before?: string;
  import_id?: string;
  /** Files counted in a figure of the dashboard, in a period, and under one of its keys. */
  indicator?: string;
  period?: string;
  by?: string;
  key?: string;
  sort?: string;
}

export const SORTS = [
  "-created_at",
  "created_at",
  "-updated_at",
  "next_action_on",
  "name",
  "-number",
] as const;
export const DEFAULT_SORT = "-created_at";

const LISTS = ["status", "epci", "project_type", "source", "horizon"] as const;
const TEXTS = [
  "q",
  "referent_id",
  "campaign",
  "touchpoint",
  "phase",
  "reached",
  "event",
  "created_after",
  "created_before",
  "import_id",
  "indicator",
  "period",
  "by",
  "key",
] as const;
const SORTABLE = /^-?(created_at|updated_at|number|name|next_action_on)$/;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readProspectSearch(raw: Record<string, unknown>): ProspectSearch {
  const search: ProspectSearch = {};
  for (const name of LISTS) {
    const codes = (Array.isArray(raw[name]) ? raw[name] : [raw[name]]).map(text).filter(isText);
    if (codes.length > 0) search[name] = codes;
  }
  for (const name of TEXTS) {
    const value = text(raw[name]);
    if (isText(value)) search[name] = value;
  }
  if (isTrue(raw.overdue)) search.overdue = true;
  if (isTrue(raw.unassigned)) search.unassigned = true;
  if (isTrue(raw.archived)) search.archived = "true";
  if (raw.archived === "any") search.archived = "any";
  const sort = text(raw.sort);
  if (isText(sort) && SORTABLE.test(sort) && sort !== DEFAULT_SORT) search.sort = sort;
  return search;
}

// The router turns `?q=46` into a number: take it back to what was typed.
const text = (value: unknown): string | null =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : null;
const isText = (value: string | null): value is string => value !== null && value !== "";

/** The filters as query parameters of list, counts and export. */
export function filtersOf({ sort: _, ...filters }: ProspectSearch): Query {
  return filters;
}

/** Parameters of the list: filters and order. */
export const listQuery = (search: ProspectSearch): Query => ({
  ...filtersOf(search),
  sort: search.sort ?? DEFAULT_SORT,
});

/** Counts per status ignore the status filter: the chips show what each would hold. */
export function countsQuery(search: ProspectSearch): Query {
  const { status: _, ...others } = filtersOf(search);
  return others;
}

/** How many filters narrow the list, the search box apart; a figure with its period and its key is one. */
export const filterCount = ({ q, period, by, key, ...search }: ProspectSearch): number =>
  Object.keys(filtersOf(search)).length;

/** Two addresses that show the same list. */
export const sameSearch = (one: ProspectSearch, other: ProspectSearch): boolean =>
  canonical(one) === canonical(other);

const canonical = (search: ProspectSearch): string =>
  JSON.stringify(
    Object.entries(search)
      .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  );
