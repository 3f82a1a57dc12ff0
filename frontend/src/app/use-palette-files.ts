import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** Files that match what is typed in the palette; asked from two letters on. */
export function usePaletteFiles(query: string, enabled: boolean): Schema<"ProspectSummary">[] {
  const [q] = useDebouncedValue(query.trim(), 200);
  const found = useQuery({
    queryKey: ["/prospects", "palette", q],
    enabled: enabled && q.length >= 2,
    queryFn: ({ signal }) =>
      call<Schema<"ProspectPage">>("GET", "/prospects", { query: { q, limit: 6 }, signal }),
  });
  return q === query.trim() && q.length >= 2 ? (found.data?.items ?? []) : [];
}
