import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";

/** Facets of which several values may be chosen, as they stand in the address: codes between commas. */
export const FACETS = ["epci", "contract", "sector"] as const;
export type Facet = (typeof FACETS)[number];

/** A search of offers, exactly as it stands in the address. */
export interface OfferSearch {
  q?: string;
  epci?: string;
  contract?: string;
  sector?: string;
  around?: string;
  radius?: string;
  sort?: string;
  housing?: true;
  remote?: true;
  partner?: true;
}

const TEXTS = ["q", ...FACETS, "around"] as const;
const SWITCHES = ["housing", "remote", "partner"] as const;
const SORTS = ["relevance", "-published_at", "distance"];

/** Kilometres that a search may reach. */
export const RADII = ["10", "20", "30", "50", "100"];
export const DEFAULT_RADIUS = "30";

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readOfferSearch(raw: Record<string, unknown>): OfferSearch {
  const search: OfferSearch = {};
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  for (const name of SWITCHES) if (isTrue(raw[name])) search[name] = true;
  const sort = textOf(raw.sort);
  if (SORTS.includes(sort) && (sort !== "distance" || search.around)) search.sort = sort;
  const radius = textOf(raw.radius);
  if (search.around && RADII.includes(radius)) search.radius = radius;
  return search;
}

/** Parameters of the API. */
export const offerQuery = (search: OfferSearch): Query => ({
  q: search.q,
  epci: chosen(search, "epci"),
  contract: chosen(search, "contract"),
  sector: chosen(search, "sector"),
  housing: search.housing,
  remote: search.remote,
  partner_welcome: search.partner,
  around: search.around,
  radius_km: search.around ? (search.radius ?? DEFAULT_RADIUS) : undefined,
  sort: search.sort,
});

/** The values chosen of a facet. */
export const chosen = (search: OfferSearch, facet: Facet): string[] =>
  search[facet]?.split(",").filter((code) => code !== "") ?? [];

/** The same search with a value of a facet chosen, or no longer. */
export function toggled(search: OfferSearch, facet: Facet, code: string): OfferSearch {
  const before = chosen(search, facet);
  const after = before.includes(code) ? before.filter((one) => one !== code) : [...before, code];
  return { ...search, [facet]: after.join(",") };
}
