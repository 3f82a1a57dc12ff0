import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** People who may see a file; asked once somebody types an `@`. */
export function useColleagues(prospectId: string, enabled: boolean) {
  return useQuery({
    queryKey: ["/colleagues", prospectId],
    enabled,
    staleTime: 300_000,
    queryFn: async ({ signal }) =>
      (
        await call<Schema<"ColleagueList">>(
          "GET",
          `/prospects/${encodeURIComponent(prospectId)}/colleagues`,
          { signal },
        )
      ).items,
  });
}
