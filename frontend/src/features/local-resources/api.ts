import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An entry of the local directory. */
export type LocalResource = Schema<"LocalResource">;

/** What a person writes of one; the day of its verification is not typed. */
export type LocalResourceBody = Omit<Schema<"NewLocalResource">, "verified_on">;

export const LOCAL_RESOURCES = "/local-resources";

export const readLocalResource = ({ id }: LocalResource) =>
  call<LocalResource>("GET", `${LOCAL_RESOURCES}/${id}`);

export const createLocalResource = (body: LocalResourceBody, headers: Record<string, string>) =>
  call<LocalResource>("POST", LOCAL_RESOURCES, { body, headers });

export const updateLocalResource = (entry: LocalResource, body: LocalResourceBody) =>
  call<LocalResource>("PATCH", `${LOCAL_RESOURCES}/${entry.id}`, { body, headers: ifMatch(entry) });

export const archiveLocalResource = (entry: LocalResource) =>
  call<void>("DELETE", `${LOCAL_RESOURCES}/${entry.id}`, { headers: ifMatch(entry) });

export const restoreLocalResource = (entry: LocalResource) =>
  call<LocalResource>("POST", `${LOCAL_RESOURCES}/${entry.id}/restore`);

/** Says that the entry, as it was read, is right today. */
export const verifyLocalResource = (entry: LocalResource) =>
  call<LocalResource>("POST", `${LOCAL_RESOURCES}/${entry.id}/verifications`, {
    headers: ifMatch(entry),
  });
