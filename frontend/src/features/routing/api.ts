import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { call, type Query } from "@/api/transport";
import type { Assignment } from "@/features/assignments/types";
import type { Routing } from "./types";

const pathOf = (prospectId: string) => `/prospects/${encodeURIComponent(prospectId)}/routing`;

/** Who would be proposed, perhaps with other wishes; nothing is written. */
export function useRouting(prospectId: string, query: Query) {
  return useQuery({
    queryKey: ["/prospects", "routing", prospectId, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Routing>("GET", pathOf(prospectId), { query, signal }),
  });
}

/** What came of asking the best placed at once. */
export interface Proposals {
  territorial: Assignment | null;
  technical: Assignment | null;
  /** Why the file went to the pool instead; null when somebody was asked. */
  pool_reason: string | null;
}

/** Asks the best placed of each part of the accompaniment, or of one. */
export const proposeBest = (prospectId: string, role?: string) =>
  call<Proposals>("POST", pathOf(prospectId), { body: role === undefined ? {} : { role } });
