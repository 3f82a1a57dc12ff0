import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** One agreement with the very text that people read. */
export type ConsentText = Schema<"ConsentText">;

/** What the form needs before it can be sent. */
export type FormTicket = Schema<"ContactForm">;

/** A request as it is sent. */
export type ContactRequestPayload = Schema<"NewContactRequest">;

/** What the sender keeps. */
export type Receipt = Schema<"ContactRequestReceipt">;

/** A confirmed request. */
export type Confirmation = Schema<"ConfirmedContactRequest">;

/** The form's ticket; a new one on every visit, because it counts the time. */
export function useFormTicket() {
  return useQuery({
    queryKey: ["public", "contact-form"],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<FormTicket>("GET", "/public/contact-form", { signal }),
  });
}

/**
 * Sends the request. The ticket's token makes it safe to send again: the server knows it.
 * @throws Problem `validation_failed`, `rate_limited`
 */
export const sendRequest = (body: ContactRequestPayload): Promise<Receipt> =>
  call("POST", "/public/contact-requests", { body });

/** Confirms with the mailed token; again is harmless. @throws Problem */
export const confirmRequest = (token: string): Promise<Confirmation> =>
  call("POST", "/public/contact-requests/confirm", { body: { token } });
