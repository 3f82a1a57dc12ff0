import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** The routing table in force, or a past version of it. */
export type RoutingTable = Schema<"RoutingTable">;

export type RoutingTableUpdate = Schema<"RoutingTableUpdate">;

export const ROUTING_TABLE = "/routing-table";
export const VERSIONS = `${ROUTING_TABLE}/versions`;

export const readRoutingTable = (): Promise<RoutingTable> => call("GET", ROUTING_TABLE);

export function useRoutingTable(enabled: boolean) {
  return useQuery({
    queryKey: [ROUTING_TABLE],
    enabled,
    queryFn: ({ signal }) => call<RoutingTable>("GET", ROUTING_TABLE, { signal }),
  });
}

/** Puts a new version in force. @throws Problem 412 when somebody else did meanwhile */
export const replaceRoutingTable = (current: RoutingTable, body: RoutingTableUpdate) =>
  call<RoutingTable>("PUT", ROUTING_TABLE, { body, headers: ifMatch(current) });
