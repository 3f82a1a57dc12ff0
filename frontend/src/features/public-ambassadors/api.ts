import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What the form needs before it can be sent. */
export type Ticket = Schema<"AmbassadorForm">;
export type AmbassadorBody = Schema<"NewAmbassador">;
/** Somebody on their own page. */
export type OwnAmbassador = Schema<"LinkedAmbassador">;
export type Family = Schema<"LinkedSponsoring">;

export type Invitation = Schema<"LinkedInvitation">;

const SIGN_UPS = "/public/ambassador-sign-ups";
const OWN = "/public/linked-ambassador";
export const TICKET_KEY = ["public", "ambassador-form"] as const;

/** The form's ticket; a new one on every visit, because it counts the time. */
export function useTicket() {
  return useQuery({
    queryKey: TICKET_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<Ticket>("GET", "/public/ambassador-form", { signal }),
  });
}

/** Ends invitations by the address that mail programs call. @throws Problem `ambassador_link_over` */
export const pauseByMail = (token: string): Promise<void> =>
  call("POST", `/public/ambassadors/pause/${encodeURIComponent(token)}`);

/** The portraits of those who agreed to it. */
export function usePortraits() {
  return useQuery({
    queryKey: ["/public/ambassadors"],
    queryFn: async ({ signal }) =>
      (await call<Schema<"PublicAmbassadorList">>("GET", "/public/ambassadors", { signal })).items,
  });
}

/** Signs up; the answer is the same for any address. @throws Problem */
export const sendSignUp = (body: Schema<"AmbassadorSignUp">): Promise<void> =>
  call("POST", SIGN_UPS, { body });

/** Confirms with the mailed token; the same again is harmless. @throws Problem `ambassador_link_over` */
export const confirmSignUp = (token: string): Promise<Schema<"ConfirmedAmbassador">> =>
  call("POST", `${SIGN_UPS}/confirm`, { body: { token } });

/** The ambassador behind a link. @throws Problem `ambassador_link_over` */
export const readOwn = (link: string, signal?: AbortSignal): Promise<OwnAmbassador> =>
  call("GET", OWN, { link, signal });

/** Changes what is known. @throws Problem */
export const changeOwn = (
  link: string,
  own: OwnAmbassador,
  body: Schema<"AmbassadorPatch">,
): Promise<OwnAmbassador> => call("PATCH", OWN, { link, body, headers: ifMatch(own) });

/** Pauses, goes on or retires. @throws Problem */
export const moveOwn = (link: string, to: string): Promise<void> =>
  call("POST", `${OWN}/transitions`, { link, body: { to } });

/** The households that one is asked to sponsor. @throws Problem */
export const readFamilies = async (link: string, signal?: AbortSignal): Promise<Family[]> =>
  (await call<Schema<"LinkedSponsoringList">>("GET", `${OWN}/sponsorings`, { link, signal })).items;

/** Accepts or refuses to sponsor a household. @throws Problem */
export const answerFamily = (link: string, id: string, to: string): Promise<void> =>
  call("POST", `${OWN}/sponsorings/${id}/transitions`, { link, body: { to } });

/** The invitations that one got. @throws Problem */
export const readInvitations = async (link: string, signal?: AbortSignal): Promise<Invitation[]> =>
  (await call<Schema<"LinkedInvitationList">>("GET", `${OWN}/invitations`, { link, signal })).items;

/** Chooses one event of an invitation, or none of them. @throws Problem */
export const answerInvitation = (link: string, id: string, eventId: string | null): Promise<void> =>
  call("POST", `${OWN}/invitations/${id}/answers`, { link, body: { event_id: eventId } });
