import { useQuery } from "@tanstack/react-query";
import { downloadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** What a household reads of its own file. */
export type HouseholdPage = Schema<"HouseholdPage">;

/** What it wishes for. */
export type HouseholdWishes = Schema<"HouseholdWishes">;

/** Somebody who accompanies it. */
export type HouseholdReferent = Schema<"HouseholdReferent">;

/** Something that is being looked for. */
export type HouseholdNeed = Schema<"HouseholdNeed">;

/** Something that the household registered for. */
export type HouseholdAppointment = Schema<"HouseholdAppointment">;

/** Other wishes; what is left out stays. */
export type WishesPatch = Schema<"HouseholdWishesPatch">;

/** Name of the page behind a link among what was read. */
export const pageKey = (link: string) => ["public", "household-page", link];

/** The page behind a link, read again when its reader comes back to it. @throws Problem */
export const readPage = (link: string, signal?: AbortSignal): Promise<HouseholdPage> =>
  call("GET", "/public/household-page", { link, signal });

/** The page behind a link. Without a network it fails at once instead of waiting in silence. */
export function useHouseholdPage(link: string) {
  return useQuery({
    queryKey: pageKey(link),
    enabled: link !== "",
    networkMode: "always",
    gcTime: 0,
    queryFn: ({ signal }) => readPage(link, signal),
  });
}

/** Changes the wishes of the page as it was read. @throws Problem `precondition_failed`, `file_closed` */
export const changeWishes = (
  link: string,
  page: Pick<HouseholdPage, "version">,
  body: WishesPatch,
): Promise<HouseholdPage> =>
  call("PATCH", "/public/household-page/wishes", { link, body, headers: ifMatch(page) });

/** The next step and the appointments, as a file for the calendar of the device. @throws Problem */
export const takeCalendar = (link: string): Promise<void> =>
  downloadFile("/public/household-page/appointments.ics", {}, "mes-rendez-vous.ics", link);

/** Asks for the mail with the link; the answer is the same for unknown addresses. */
export const askForLink = (email: string): Promise<void> => {
  const body: Schema<"HouseholdLinkRequest"> = { email };
  return call("POST", "/public/household-page/links", { body });
};
