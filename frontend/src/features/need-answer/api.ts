import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What a partner is asked, as the link shows it. */
export type NeedRequest = Schema<"NeedRequest">;

/** An answer that is kept. */
export type AnswerReceipt = Schema<"NeedAnswerReceipt">;

/** Reads what the link asks; the link is the only credential. @throws Problem `link_expired` */
export const readRequest = (token: string, signal?: AbortSignal) =>
  call<NeedRequest>("GET", "/public/need-request", { link: token, signal });

/** Answers; the same answer again is harmless. @throws Problem `answer_not_awaited`, `link_expired` */
export const sendAnswer = (body: Schema<"NewNeedAnswer">) =>
  call<AnswerReceipt>("POST", "/public/need-answers", { body });
