import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";

/** Reads are tried again only when waiting may help; writes never on their own. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && asProblem(error).isTransient,
        retryDelay: (attempt, error) =>
          Math.max((asProblem(error).retryAfter ?? 0) * 1000, 500 * 2 ** attempt),
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
