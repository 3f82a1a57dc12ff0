import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call, type Query } from "@/api/transport";
import type { Schema } from "@/api/types";
import type {
  FactsPatch,
  Installation,
  Interaction,
  Need,
  Prospect,
  ProspectCounts,
  TransitionBody,
} from "./types";

/** Every cached read of files starts with this key, so that one change refreshes them all. */
export const PROSPECTS = "/prospects";

const pathOf = (id: string) => `${PROSPECTS}/${encodeURIComponent(id)}`;

export const prospectQuery = (id: string) =>
  queryOptions({
    queryKey: [PROSPECTS, "one", id],
    queryFn: ({ signal }) => call<Prospect>("GET", pathOf(id), { signal }),
  });

/** Files by status, within the same filters as the list. */
export function useProspectCounts(query: Query) {
  return useQuery({
    queryKey: [PROSPECTS, "counts", query],
    queryFn: ({ signal }) => call<ProspectCounts>("GET", `${PROSPECTS}/counts`, { query, signal }),
  });
}

export const interactionsPath = (id: string) => `${pathOf(id)}/interactions`;

export const createProspect = (body: unknown, headers: Record<string, string>) =>
  call<Prospect>("POST", PROSPECTS, { body, headers });

export const updateProspect = (prospect: Versioned, body: FactsPatch) =>
  call<Prospect>("PATCH", pathOf(prospect.id), { body, headers: ifMatch(prospect) });

export const correctDay = (prospect: Versioned, step: string, effective_on: string) =>
  call<Prospect>("PATCH", `${pathOf(prospect.id)}/status-changes/${step}`, {
    body: { effective_on },
    headers: ifMatch(prospect),
  });

export const archiveProspect = (prospect: Versioned) =>
  call<void>("DELETE", pathOf(prospect.id), { headers: ifMatch(prospect) });

export const restoreProspect = (prospect: Versioned) =>
  call<unknown>("POST", `${pathOf(prospect.id)}/restore`, { headers: ifMatch(prospect) });

export const moveProspect = (prospect: Versioned, body: TransitionBody) =>
  call<Prospect>("POST", `${pathOf(prospect.id)}/transitions`, {
    body,
    headers: ifMatch(prospect),
  });

/** Anything with an id and the version the person looked at. */
export interface Versioned {
  id: string;
  version: number;
}

type Part = "members" | "needs" | "tasks" | "interactions" | "consents" | "assignments";

/** Adds a part to a file; `key` makes a second press harmless. */
export const addPart = (id: string, part: Part, body: unknown, key: Record<string, string>) =>
  call<unknown>("POST", `${pathOf(id)}/${part}`, { body, headers: key });

export const changePart = (
  id: string,
  part: "members" | "needs" | "tasks",
  object: Versioned,
  body: unknown,
) =>
  call<unknown>("PATCH", `${pathOf(id)}/${part}/${object.id}`, { body, headers: ifMatch(object) });

export const removePart = (id: string, part: "members" | "needs" | "tasks", object: Versioned) =>
  call<void>("DELETE", `${pathOf(id)}/${part}/${object.id}`, { headers: ifMatch(object) });

export const changeInteraction = (interaction: Interaction, body: unknown) =>
  call<Interaction>("PATCH", `/interactions/${interaction.id}`, {
    body,
    headers: ifMatch(interaction),
  });

export const removeInteraction = (interaction: Interaction) =>
  call<void>("DELETE", `/interactions/${interaction.id}`, { headers: ifMatch(interaction) });

/** Asks the partner of a need by mail; `key` makes a second press harmless. */
export const askPartner = (id: string, needId: string, key: Record<string, string>) =>
  call<Need>("POST", `${pathOf(id)}/needs/${needId}/requests`, { headers: key });

export const withdrawConsent = (id: string, consentId: string) =>
  call<unknown>("POST", `${pathOf(id)}/consents/${consentId}/withdrawals`);

export const saveInstallation = (id: string, current: Installation | null, body: unknown) =>
  call<unknown>("PUT", `${pathOf(id)}/installation`, {
    body,
    headers: current === null ? {} : ifMatch(current),
  });

/** First keys of the reads that show files: the files themselves, the day, the supervision, the doubles. */
const SHOW_FILES: readonly string[] = [PROSPECTS, "/my-day", "/supervision", "/duplicates"];

/** Refreshes whatever shows files, after a change to one of them. */
export function useRefreshProspects() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        SHOW_FILES.some((start) => String(queryKey[0]).startsWith(start)),
    });
}

/** A référent, as far as choosing one needs. */
export type ReferentChoice = Schema<"Referent">;

export function useReferents(enabled = true) {
  return useQuery({
    queryKey: ["/referents", "choices"],
    enabled,
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (
        await call<Schema<"ReferentPage">>("GET", "/referents", {
          query: { limit: 200 },
          signal,
        })
      ).items,
  });
}

/** The current wording of each consent, to read to the person before ticking anything. */
export type ConsentText = Schema<"ConsentText">;

export function useConsentTexts() {
  return useQuery({
    queryKey: ["public", "consent-texts"],
    staleTime: 600_000,
    queryFn: async ({ signal }) =>
      (await call<Schema<"ContactForm">>("GET", "/public/contact-form", { signal })).consent_texts,
  });
}
