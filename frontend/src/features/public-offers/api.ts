import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { type OfferSearch, offerQuery } from "./search";

/** An offer in a list. */
export type OfferCard = Schema<"PublicJobOfferCard">;
/** An offer whole. */
export type Offer = Schema<"PublicJobOffer">;
/** A value of a facet with its count. */
export type FacetValue = Schema<"JobOfferFacet">;
/** An employer of the network. */
export type PublicEmployer = Schema<"PublicEmployer">;

const OFFERS = "/public/job-offers";

/** The offers that are found, page by page; what was found before stays while the next answer comes. */
export function useOffers(search: OfferSearch) {
  const query = offerQuery(search);
  return useInfiniteQuery({
    queryKey: [OFFERS, "list", query],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      call<Schema<"PublicJobOfferPage">>("GET", OFFERS, {
        query: { ...query, limit: 20, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** One offer. @throws Problem `job_offer_gone`, `not_found` */
export const readOffer = (id: string, signal?: AbortSignal) =>
  call<Offer>("GET", `${OFFERS}/${id}`, { signal });

/** One offer, kept for a while. */
export function useOffer(id: string | null) {
  return useQuery({
    queryKey: [OFFERS, id],
    enabled: id !== null,
    retry: false,
    queryFn: ({ signal }) => readOffer(id ?? "", signal),
  });
}

/** The id at the end of `infirmier-de-nuit-0193a000-…`, if there is one. */
export const idOf = (slug: string): string | null =>
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(slug)?.[0] ?? null;
