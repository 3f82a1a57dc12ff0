import type { Query } from "@/api/transport";

/** What the page shows: every offer, those to read over, or those that end soon. */
export type JobOfferView = "relecture" | "expirent";

/** Filters and order of the list, exactly as they stand in the address. */
export interface JobOfferSearch {
  vue?: JobOfferView;
  q?: string;
  status?: string[];
  contract?: string;
  territory?: string;
  source?: string;
  employer?: string;
  occupation?: string;
  sort?: string;
}

const TEXTS = ["q", "contract", "territory", "source", "employer", "occupation"] as const;
export const SORTS = ["-updated_at", "expires_on", "title"] as const;
export const DEFAULT_SORT = "-updated_at";
/** Offers that end within a week: before the eighth day from now. */
export const SOON_DAYS = 8;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readJobOfferSearch(raw: Record<string, unknown>): JobOfferSearch {
  const search: JobOfferSearch = {};
  if (raw.vue === "relecture" || raw.vue === "expirent") search.vue = raw.vue;
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  const given = Array.isArray(raw.status) ? raw.status : [raw.status];
  const statuses = given.map(textOf).filter((value) => value !== "");
  if (statuses.length > 0) search.status = statuses;
  const sort = SORTS.find((one) => one === raw.sort);
  if (sort !== undefined && sort !== DEFAULT_SORT) search.sort = sort;
  return search;
}

// The router turns `?territory=200067361` into a number: take it back to what was typed.
const textOf = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

/** Parameters of the list; `soon` is the day before which an offer ends soon. */
export function jobOfferQuery({ vue, ...filters }: JobOfferSearch, soon: string): Query {
  if (vue === "relecture") return { status: "submitted", sort: "updated_at", count: "exact" };
  if (vue === "expirent") {
    return { status: "published", expires_before: soon, sort: "expires_on", count: "exact" };
  }
  return { ...filters, count: "exact" };
}
