import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { pageKey } from "./api";

export type Consents = Schema<"HouseholdConsents">;
export type Consent = Schema<"HouseholdConsent">;
export type Requests = Schema<"HouseholdRequests">;
export type AskedRequest = Schema<"HouseholdRequest">;

const PATH = "/public/household-page";

/** Names of the parts of a page among what was read: reading the page again reads them again. */
export const consentsKey = (link: string) => [...pageKey(link), "consents"];
export const requestsKey = (link: string) => [...pageKey(link), "requests"];

/** A part of the page behind a link. */
function usePart<T>(queryKey: string[], path: string, link: string) {
  return useQuery({
    queryKey,
    networkMode: "always",
    gcTime: 0,
    queryFn: ({ signal }) => call<T>("GET", `${PATH}/${path}`, { link, signal }),
  });
}

/** What the household agreed to, and may agree to. */
export const useConsents = (link: string) => usePart<Consents>(consentsKey(link), "consents", link);

/** What it asked for about its data. */
export const useRequests = (link: string) => usePart<Requests>(requestsKey(link), "requests", link);

/** Takes an agreement back; done again, nothing changes. @throws Problem */
export const withdraw = (link: string, purpose: string): Promise<Consents> =>
  call("POST", `${PATH}/consents/withdrawals`, { link, body: { purpose } });

/** Agrees to something, in the version that was read. @throws Problem `outdated_text` */
export const agree = (
  link: string,
  { purpose, version }: { purpose: string; version: string },
): Promise<Consents> =>
  call("POST", `${PATH}/consents`, { link, body: { purpose, text_version: version } });

/** Asks for something. @throws Problem `already_exists` while the same waits for its answer */
export const askFor = (
  link: string,
  body: Schema<"NewHouseholdRequest">,
  headers: Record<string, string>,
): Promise<Requests> => call("POST", `${PATH}/requests`, { link, body, headers });
