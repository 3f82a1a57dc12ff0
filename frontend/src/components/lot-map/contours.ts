import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

const HOUR = 3_600_000;

/** Outlines of communes; none until somebody imported them, and the map then draws cells instead. */
export function useContours() {
  return useQuery({
    queryKey: ["reference", "contours"],
    staleTime: HOUR,
    gcTime: HOUR,
    queryFn: async ({ signal }) =>
      (await call<Schema<"ContourList">>("GET", "/reference/contours", { signal })).items,
  });
}
