import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An event and the pieces of its page. */
export type Event = Schema<"Event">;
export type EventBody = Schema<"NewEvent">;
export type Shift = Schema<"EventShift">;
export type ShiftBody = Schema<"NewEventShift">;

export const EVENTS = "/events";

export const eventPath = (id: string) => `${EVENTS}/${id}`;
export const shiftsPath = (id: string) => `${EVENTS}/${id}/shifts`;

export const readEvent = ({ id }: Pick<Event, "id">) => call<Event>("GET", eventPath(id));

export const createEvent = (body: EventBody, headers: Record<string, string>) =>
  call<Event>("POST", EVENTS, { body, headers });

export const updateEvent = (event: Event, body: EventBody) =>
  call<Event>("PATCH", eventPath(event.id), { body, headers: ifMatch(event) });

/** The same event again, as a draft from another first day on. */
export const duplicateEvent = (
  { id }: Event,
  body: Schema<"NextEdition">,
  headers: Record<string, string>,
) => call<Event>("POST", `${eventPath(id)}/duplicate`, { body, headers });

export const deleteEvent = (event: Event) =>
  call<void>("DELETE", eventPath(event.id), { headers: ifMatch(event) });

export const moveEvent = ({ id }: Event, to: string, reason: string | null) =>
  call<Event>("POST", `${eventPath(id)}/transitions`, { body: { to, reason } });

export const createShift = (id: string, body: ShiftBody, headers: Record<string, string>) =>
  call<Shift>("POST", shiftsPath(id), { body, headers });

export const removeShift = (id: string, shift: Shift) =>
  call<void>("DELETE", `${shiftsPath(id)}/${shift.id}`, { headers: ifMatch(shift) });

/** Who is expected at an event. */
export function useShifts(id: string) {
  return useQuery({
    queryKey: [shiftsPath(id)],
    queryFn: async () => (await call<Schema<"EventShiftList">>("GET", shiftsPath(id))).items,
  });
}

/** Who can be expected. */
export function useCandidates(id: string) {
  return useQuery({
    queryKey: [EVENTS, id, "candidates"],
    queryFn: async () =>
      (await call<Schema<"EventCandidateList">>("GET", `${eventPath(id)}/candidates`)).items,
  });
}

/** The events that touch a month, named by its first day. */
export function useMonth(first: string, next: string, query: Record<string, string | undefined>) {
  return useQuery({
    queryKey: [EVENTS, "month", first, query],
    queryFn: async ({ signal }) => {
      const asked = { ...query, from: first, before: next, limit: 200 };
      return (await call<Schema<"EventPage">>("GET", EVENTS, { query: asked, signal })).items;
    },
  });
}

export type Session = Schema<"EventSession">;
export type SessionBody = Schema<"NewEventSession">;
export type Registration = Schema<"EventRegistration">;
export type RegistrationBody = Schema<"NewEventRegistration">;

export const sessionsPath = (id: string) => `${EVENTS}/${id}/sessions`;
export const registrationsPath = (id: string) => `${EVENTS}/${id}/registrations`;

export const createSession = (id: string, body: SessionBody, headers: Record<string, string>) =>
  call<Session>("POST", sessionsPath(id), { body, headers });

export const updateSession = (id: string, session: Session, body: SessionBody) =>
  call<Session>("PATCH", `${sessionsPath(id)}/${session.id}`, { body, headers: ifMatch(session) });

export const removeSession = (id: string, session: Session) =>
  call<void>("DELETE", `${sessionsPath(id)}/${session.id}`, { headers: ifMatch(session) });

export const createRegistration = (
  id: string,
  body: RegistrationBody,
  headers: Record<string, string>,
) => call<Registration>("POST", registrationsPath(id), { body, headers });

export const moveRegistration = (id: string, registration: Registration, to: string) =>
  call<Registration>("POST", `${registrationsPath(id)}/${registration.id}/transitions`, {
    body: { to },
  });

/** What happens within an event. */
export function useSessions(id: string) {
  return useQuery({
    queryKey: [sessionsPath(id)],
    queryFn: async () => (await call<Schema<"EventSessionList">>("GET", sessionsPath(id))).items,
  });
}
