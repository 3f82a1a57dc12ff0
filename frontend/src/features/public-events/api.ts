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

export type Programme = Schema<"PublicEventProgramme">;
export type ProgrammeSession = Schema<"PublicEventSession">;
/** What the form needs before it can be sent. */
export type Ticket = Schema<"EventRegistrationForm">;
export type Receipt = Schema<"EventRegistrationReceipt">;
export type LinkedRegistration = Schema<"LinkedEventRegistration">;

export const programmeKey = (id: string) => [EVENTS, id, "programme"] as const;

/** What people may register for, and the places that are left. */
export function useProgramme(id: string) {
  return useQuery({
    queryKey: programmeKey(id),
    queryFn: ({ signal }) => call<Programme>("GET", `${EVENTS}/${id}/programme`, { signal }),
  });
}

export const TICKET_KEY = ["public", "event-registration-form"] as const;

/** The form's ticket; a new one on every visit, because it counts the time. */
export function useTicket() {
  return useQuery({
    queryKey: TICKET_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<Ticket>("GET", "/public/event-registration-form", { signal }),
  });
}

/** Registers; the ticket's token makes it safe to send again. @throws Problem */
export const register = (
  eventId: string,
  body: Schema<"NewPublicRegistration">,
): Promise<Receipt> => call("POST", `${EVENTS}/${eventId}/registrations`, { body });

/** Confirms with the mailed token. @throws Problem */
export const confirmRegistration = (token: string): Promise<LinkedRegistration> =>
  call("POST", "/public/event-registrations/confirm", { body: { token } });

/** Gives the place up with the same token. @throws Problem */
export const cancelRegistration = (token: string): Promise<LinkedRegistration> =>
  call("POST", "/public/event-registrations/cancel", { body: { token } });
