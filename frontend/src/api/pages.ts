import { useInfiniteQuery } from "@tanstack/react-query";
import { call, type Query } from "./transport";
import type { Schema } from "./types";

/** One page of a list, as every list endpoint answers. */
type Page<T> = Omit<Schema<"ProspectPage">, "items"> & { items: T[] };

/**
 * A list read page by page with opaque cursors. `query` holds filters and sort; changing them
 * starts again at the first page, because a cursor is bound to them.
 */
export function useKeysetList<T>(path: string, query: Query = {}, enabled = true) {
  const list = useInfiniteQuery({
    queryKey: [path, "list", query],
    enabled,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call<Page<T>>("GET", path, { query: { ...query, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.next_cursor,
  });
  return {
    ...list,
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: list.data?.pages[0]?.total ?? null,
  };
}
