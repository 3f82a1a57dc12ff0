import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An event that anybody may come to. */
export type PublicEvent = Schema<"PublicEvent">;

const EVENTS = "/public/events";

/** The events that are not over, by date. */
export function usePublicEvents() {
  return useQuery({
    queryKey: [EVENTS],
    queryFn: async ({ signal }) =>
      (await call<Schema<"PublicEventList">>("GET", EVENTS, { signal })).items,
  });
}

/** One event. */
export function usePublicEvent(id: string | null) {
  return useQuery({
    queryKey: [EVENTS, id],
    enabled: id !== null,
    retry: false,
    queryFn: ({ signal }) => call<PublicEvent>("GET", `${EVENTS}/${id}`, { signal }),
  });
}

/** Where a calendar takes an event from. */
export const calendarOf = ({ id }: PublicEvent): string => `/api/v1${EVENTS}/${id}/event.ics`;
