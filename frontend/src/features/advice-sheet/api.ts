import { queryOptions } from "@tanstack/react-query";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What is handed to a household: answers to its needs and addresses nearby. */
export type AdviceSheet = Schema<"AdviceSheet">;
export type AdviceTheme = Schema<"AdviceTheme">;
export type AdviceNeed = Schema<"AdviceNeed">;
export type AdviceResource = Schema<"AdviceResource">;
export type AdviceReferent = Schema<"AdviceReferent">;

const pathOf = (prospectId: string) => `/prospects/${encodeURIComponent(prospectId)}/advice-sheet`;

/** Starts with the key of files, so that a change to one refreshes its sheet. */
export const adviceSheetQuery = (prospectId: string) =>
  queryOptions({
    queryKey: ["/prospects", "advice-sheet", prospectId],
    queryFn: ({ signal }) => call<AdviceSheet>("GET", pathOf(prospectId), { signal }),
  });

/** Mails the sheet as it is now to the lead. @throws Problem `sheet_empty`, `email_required` */
export const sendAdviceSheet = (prospectId: string, key: Record<string, string>) =>
  call<Schema<"AdviceSheetSending">>("POST", `${pathOf(prospectId)}/sendings`, { headers: key });

/** Whether some address on the sheet has to be verified again. */
export const hasStale = (sheet: AdviceSheet): boolean =>
  sheet.themes.some(({ resources }) => resources.some(({ stale }) => stale));
