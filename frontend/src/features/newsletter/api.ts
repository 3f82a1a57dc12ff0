import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What the form needs before it can be sent. */
export type Ticket = Schema<"NewsletterForm">;

const SUBSCRIPTIONS = "/public/newsletter-subscriptions";
export const TICKET_KEY = ["public", "newsletter-form"] as const;

/** The form's ticket; a new one on every visit, because it counts the time. */
export function useTicket() {
  return useQuery({
    queryKey: TICKET_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<Ticket>("GET", "/public/newsletter-form", { signal }),
  });
}

/** Asks for the newsletter; the answer is the same for any address. @throws Problem */
export const subscribe = (body: Schema<"NewNewsletterSubscription">): Promise<void> =>
  call("POST", SUBSCRIPTIONS, { body });

/** Confirms with the mailed token; the same again is harmless. @throws Problem `newsletter_link_over` */
export const confirm = (token: string): Promise<void> =>
  call("POST", `${SUBSCRIPTIONS}/confirm`, { body: { token } });

/** Ends it by the address that mail programs call. @throws Problem `newsletter_link_over` */
export const unsubscribe = (token: string): Promise<void> =>
  call("POST", `${SUBSCRIPTIONS}/unsubscribe/${encodeURIComponent(token)}`);
