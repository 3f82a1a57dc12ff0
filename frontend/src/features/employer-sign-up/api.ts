import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What the form needs before it can be sent. */
export type Ticket = Schema<"EmployerSignUpForm">;
export type Charter = Schema<"EmployerCharter">;
export type SignUpBody = Schema<"NewEmployerSignUp">;
export type Receipt = Schema<"EmployerSignUpReceipt">;
export type Confirmation = Schema<"ConfirmedEmployerSignUp">;

export const TICKET_KEY = ["public", "employer-sign-up-form"] as const;

/** The form's ticket; a new one on every visit, because it counts the time. */
export function useTicket() {
  return useQuery({
    queryKey: TICKET_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => call<Ticket>("GET", "/public/employer-sign-up-form", { signal }),
  });
}

/** Sends the sign-up; the ticket's token makes it safe to send again. @throws Problem */
export const sendSignUp = (body: SignUpBody): Promise<Receipt> =>
  call("POST", "/public/employer-sign-ups", { body });

/** Confirms with the mailed token. @throws Problem */
export const confirmSignUp = (token: string): Promise<Confirmation> =>
  call("POST", "/public/employer-sign-ups/confirm", { body: { token } });
