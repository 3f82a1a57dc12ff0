import { useQuery } from "@tanstack/react-query";
import { downloadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
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

/** The people of the household. */
export type Person = Schema<"HouseholdPerson">;

/** Somebody who read the file. */
export type Access = Schema<"HouseholdAccess">;

export const peopleKey = (link: string) => [...pageKey(link), "people"];

export const usePeople = (link: string) =>
  usePart<Schema<"HouseholdPeople">>(peopleKey(link), "people", link);

export const usePause = (link: string) =>
  usePart<Schema<"HouseholdPause">>([...pageKey(link), "pause"], "pause", link);

export const useAccesses = (link: string) =>
  usePart<Schema<"HouseholdAccesses">>([...pageKey(link), "accesses"], "accesses", link);

/** Corrects somebody, read in this version. @throws Problem `precondition_failed` */
export const correctPerson = (
  link: string,
  person: Person,
  body: Schema<"HouseholdPersonPatch">,
): Promise<Person> =>
  call("PATCH", `${PATH}/people/${person.id}`, { link, body, headers: ifMatch(person) });

/** Nobody calls before this day. @throws Problem `file_closed` */
export const pause = (link: string, until: string): Promise<Schema<"HouseholdPause">> =>
  call("PUT", `${PATH}/pause`, { link, body: { until } });

export const endPause = (link: string): Promise<Schema<"HouseholdPause">> =>
  call("DELETE", `${PATH}/pause`, { link });

/** Everything that is held, as a file. @throws Problem */
export const takeCopy = (link: string, format: "html" | "json"): Promise<void> =>
  downloadFile(`${PATH}/export`, { format }, `oh-my-lot.${format}`, link);

/** Erases the file for good. @throws Problem */
export const eraseFile = (link: string, confirmation: string): Promise<void> =>
  call("POST", `${PATH}/erasure`, { link, body: { confirmation } });

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
