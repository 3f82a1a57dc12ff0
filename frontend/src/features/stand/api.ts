import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What a device needs to know; one that joined an earlier release has no notice yet. */
export type Kit = Omit<Schema<"StandKit">, "notice"> & Partial<Pick<Schema<"StandKit">, "notice">>;
export type Receipt = Schema<"StandReceipt">;
export type Batch = Schema<"StandBatch">;

/** Exchanges the code for a token of this tablet's own. @throws Problem */
export const joinStand = (body: Schema<"NewStandDevice">): Promise<Schema<"JoinedStand">> =>
  call("POST", "/stand/devices", { body });

/** @throws Problem `stand_access_ended` when the access is closed */
export const readKit = (token: string): Promise<Kit> => call("GET", "/stand/kit", { link: token });

/** Delivers a batch; again is harmless. @throws Problem */
export const sendBatch = (token: string, body: Batch): Promise<Receipt> =>
  call("POST", "/stand/sync", { body, link: token });

/** Lists of codes and places, which the device keeps. @throws Problem */
export const readLists = () => call<Schema<"CodeLists">>("GET", "/reference/lists");
export const readPlaces = () => call<Schema<"TerritoryList">>("GET", "/reference/territories");
