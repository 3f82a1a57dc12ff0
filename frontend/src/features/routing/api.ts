import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, type Query } from "@/api/transport";
import type { Routed, Routing } from "./types";

const pathOf = (prospectId: string) => `/prospects/${encodeURIComponent(prospectId)}/routing`;

/** Who would be proposed, perhaps with other wishes; nothing is written. */
export function useRouting(prospectId: string, query: Query) {
  return useQuery({
    queryKey: ["/prospects", "routing", prospectId, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      // An empty list would be left out of the address: it means "no wish at all" here.
      const none = Array.isArray(query.wished_territories) && query.wished_territories.length === 0;
      const path = `${pathOf(prospectId)}${none ? "?wished_territories=" : ""}`;
      return call<Routing>("GET", path, { query, signal });
    },
  });
}

/** Asks the best placed of each part of the accompaniment, or of one. */
export const proposeBest = (prospectId: string, role?: string) =>
  call<Routed>("POST", pathOf(prospectId), { body: role === undefined ? {} : { role } });
