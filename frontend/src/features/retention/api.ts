import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

export type RetentionPolicy = Schema<"RetentionPolicy">;
export type RetentionPolicyPatch = Schema<"RetentionPolicyPatch">;
export type Preview = Schema<"Preview">;
/** The end of a file as the link of its notice shows it. */
export type LinkedRetention = Schema<"LinkedRetention">;

export const RETENTION = "/retention";
const LINKED = "/public/linked-retention";

/** Until when a file is kept, and why; read again with the file. */
export function useFileRetention(prospectId: string) {
  return useQuery({
    queryKey: ["prospects", prospectId, "retention"],
    queryFn: ({ signal }) =>
      call<Schema<"FileRetention">>("GET", `/prospects/${prospectId}/retention`, { signal }),
  });
}

/** Erases the people of a file for good. @throws Problem */
export const anonymiseProspect = (id: string, body: Schema<"ProspectAnonymisation">) =>
  call<void>("POST", `/prospects/${id}/anonymisation`, { body });

/** Erases an ambassador for good. @throws Problem */
export const anonymiseAmbassador = (id: string, body: Schema<"AmbassadorAnonymisation">) =>
  call<void>("POST", `/ambassadors/${id}/anonymisation`, { body });

export const readPolicy = (): Promise<RetentionPolicy> => call("GET", `${RETENTION}/policy`);

export const updatePolicy = (policy: RetentionPolicy, body: RetentionPolicyPatch) =>
  call<RetentionPolicy>("PATCH", `${RETENTION}/policy`, { body, headers: ifMatch(policy) });

export function usePolicy(enabled: boolean) {
  return useQuery({
    queryKey: [RETENTION, "policy"],
    enabled,
    queryFn: ({ signal }) => call<RetentionPolicy>("GET", `${RETENTION}/policy`, { signal }),
  });
}

export function usePolicyVersions() {
  return useQuery({
    queryKey: [RETENTION, "policies"],
    queryFn: ({ signal }) =>
      call<Schema<"RetentionPolicyVersions">>("GET", `${RETENTION}/policies`, { signal }),
  });
}

export function usePreview() {
  return useQuery({
    queryKey: [RETENTION, "preview"],
    queryFn: ({ signal }) => call<Preview>("GET", `${RETENTION}/preview`, { signal }),
  });
}

export function useDays() {
  return useQuery({
    queryKey: [RETENTION, "days"],
    queryFn: ({ signal }) => call<Schema<"RetentionDays">>("GET", `${RETENTION}/days`, { signal }),
  });
}

/** The end of the file behind a link. @throws Problem `retention_link_over` */
export const readLinked = (link: string, signal?: AbortSignal): Promise<LinkedRetention> =>
  call("GET", LINKED, { link, signal });

/** Keeps the file. @throws Problem `retention_link_over` */
export const keepLinked = (link: string): Promise<LinkedRetention> =>
  call("POST", `${LINKED}/keep`, { link });

/** Erases it at once. @throws Problem `retention_link_over` */
export const eraseLinked = (link: string): Promise<void> =>
  call("POST", `${LINKED}/erase`, { link });
