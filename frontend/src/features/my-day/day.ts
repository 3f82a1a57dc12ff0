import { formatList } from "@/i18n/format";
import { myDay } from "@/i18n/fr/my-day";
import type { DayCounts } from "./types";

/** The parts of the day, in the order of the page; `id` is also the anchor of its heading. */
export const DAY_PARTS = [
  { name: "to_accept", id: "a-accepter" },
  { name: "to_call", id: "a-appeler" },
  { name: "overdue", id: "en-retard" },
  { name: "tasks", id: "taches" },
  { name: "actions", id: "actions" },
  { name: "mentions", id: "mentions" },
  { name: "waiting", id: "en-attente" },
] as const;

export type DayPart = (typeof DAY_PARTS)[number]["name"];

/** What the menu counts: what cannot wait. Tasks of later days and households that take their time are not among it. */
export const dueNow = (counts: DayCounts): number =>
  counts.to_accept + counts.to_call + counts.overdue + counts.mentions;

/** The day in one sentence: "2 propositions à examiner, 1 appel et 3 retards." */
export function daySentence(counts: DayCounts): string {
  const parts = DAY_PARTS.filter(({ name }) => name !== "waiting" && counts[name] > 0).map(
    ({ name }) => myDay.counted[name](counts[name]),
  );
  return parts.length === 0 ? myDay.nothing : myDay.sentence(formatList(parts));
}
