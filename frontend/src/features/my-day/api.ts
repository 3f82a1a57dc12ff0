import { useQuery } from "@tanstack/react-query";
import { call } from "@/api/transport";
import { useMay } from "@/api/use-session";
import type { MyDay } from "./types";

/** First key of the day's read. */
export const MY_DAY = "/my-day";
/** A menu left open all day still tells the truth, two minutes late at most. */
const FRESH_MS = 120_000;

/** The day of the signed-in person; one read for the page and for the badges of the menu. */
export function useMyDay() {
  const enabled = useMay("read_prospects");
  return useQuery({
    queryKey: [MY_DAY],
    enabled,
    refetchInterval: FRESH_MS,
    queryFn: ({ signal }) => call<MyDay>("GET", MY_DAY, { signal }),
  });
}

/** Takes a mention off the day. */
export const markSeen = (mentionId: string) =>
  call<void>("POST", `${MY_DAY}/mentions/${mentionId}/seen`);
