import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** A request of the public form, as staff read it. */
export type ContactRequest = Schema<"ContactRequest">;

export const REQUESTS = "/contact-requests";

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [REQUESTS, "one", id],
    queryFn: ({ signal }) => call<ContactRequest>("GET", `${REQUESTS}/${id}`, { signal }),
  });

export const answerRequest = (request: ContactRequest, to: string, reason: string | null) =>
  call<ContactRequest>("POST", `${REQUESTS}/${request.id}/transitions`, {
    body: { to, reason },
  });
