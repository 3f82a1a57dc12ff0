import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Supervision } from "./types";

const SUPERVISION = "/supervision";

export function useSupervision(enabled: boolean) {
  return useQuery({
    queryKey: [SUPERVISION],
    enabled,
    queryFn: ({ signal }) => call<Supervision>("GET", SUPERVISION, { signal }),
  });
}
