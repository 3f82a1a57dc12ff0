import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { chosen, DEFAULT_RADIUS, type OfferSearch } from "@/features/public-offers/search";

/** What the form needs before it can be sent. */
export type Ticket = Schema<"JobAlertForm">;
/** An alert as the link to it shows it. */
export type JobAlert = Schema<"LinkedJobAlert">;

const LINKED = "/public/linked-job-alert";
const ALERTS = "/public/job-alerts";
export const TICKET_KEY = ["public", "job-alert-form"] as const;

/** The form's ticket; a new one on every opening, because it counts the time. */
export function useTicket() {
  return useQuery({
    queryKey: TICKET_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<Ticket>("GET", "/public/job-alert-form", { signal }),
  });
}

/** The search of the page as an alert keeps it: everything but its order. */
export const filtersOf = (search: OfferSearch): Schema<"JobAlertFilters"> => ({
  q: search.q ?? null,
  epci: chosen(search, "epci"),
  commune: [],
  occupation: [],
  contract: chosen(search, "contract"),
  sector: chosen(search, "sector"),
  housing: search.housing ?? false,
  remote: search.remote ?? false,
  partner_welcome: search.partner ?? false,
  around: search.around ?? null,
  radius_km: search.around ? Number(search.radius ?? DEFAULT_RADIUS) : null,
});

/** Asks for an alert; the answer is the same for any address. @throws Problem */
export const askForAlert = (body: Schema<"NewJobAlert">): Promise<void> =>
  call("POST", ALERTS, { body });

/** Confirms with the mailed token; the same again is harmless. @throws Problem `alert_link_over` */
export const confirmAlert = (token: string): Promise<Schema<"ConfirmedJobAlert">> =>
  call("POST", `${ALERTS}/confirm`, { body: { token } });

/** The alert behind a link. @throws Problem `alert_link_over` */
export const readAlert = (link: string, signal?: AbortSignal): Promise<JobAlert> =>
  call("GET", LINKED, { link, signal });

/** Changes how often it writes. @throws Problem */
export const changeFrequency = (
  link: string,
  alert: JobAlert,
  frequency: string,
): Promise<JobAlert> =>
  call("PATCH", LINKED, { link, body: { frequency }, headers: ifMatch(alert) });

/** Keeps it for another year. @throws Problem */
export const renewAlert = (link: string): Promise<JobAlert> =>
  call("POST", `${LINKED}/renew`, { link });

/** Ends it. @throws Problem */
export const stopAlert = (link: string): Promise<void> => call("DELETE", LINKED, { link });

/** Ends it by the address that mail programs call. @throws Problem `alert_link_over` */
export const unsubscribe = (token: string): Promise<void> =>
  call("POST", `${ALERTS}/unsubscribe/${encodeURIComponent(token)}`);
