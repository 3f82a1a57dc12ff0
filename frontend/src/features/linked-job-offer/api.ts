import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An offer as the link of a reminder shows it. */
export type LinkedJobOffer = Schema<"LinkedJobOffer">;

const PATH = "/public/linked-job-offer";

/** Reads the offer of the link; the link is the only credential. @throws Problem `link_expired` */
export const readLinkedJobOffer = (token: string, signal?: AbortSignal) =>
  call<LinkedJobOffer>("GET", PATH, { link: token, signal });

/** Renews or ends it; the same again is harmless. @throws Problem `link_expired` */
export const moveLinkedJobOffer = (token: string, to: string) =>
  call<LinkedJobOffer>("POST", `${PATH}/transitions`, { link: token, body: { to } });
