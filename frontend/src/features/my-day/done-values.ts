import { inDays } from "@/features/prospects/values";
import { myDay } from "@/i18n/fr/my-day";
import type { DayFile } from "./types";

/** What a person notes about a call in a few seconds. */
export interface DoneValues extends Record<string, unknown> {
  /** `reached` when both spoke, `missed` when nobody answered. */
  outcome: "reached" | "missed";
  summary: string;
  mentions: string[];
  next_action: { label: string; on: string | null };
  /** Moves an assigned file on, once the household was spoken with. */
  support: boolean;
}

/** Days until the next action that is proposed: soon after a missed call, later after a talk. */
const NEXT_IN = { reached: 14, missed: 2 };

/** The first working weekday from `day` on; nobody calls a household on a Sunday. */
function weekdayFrom(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 6 ? inDays(day, 2) : weekday === 0 ? inDays(day, 1) : day;
}

/** What is proposed to do next: trying again keeps its words, a talk opens something new. */
export function nextAfter(
  outcome: DoneValues["outcome"],
  file: DayFile,
  today: string,
  limit: number,
) {
  const days = Math.min(NEXT_IN[outcome], limit);
  const again = file.next_action?.label ?? myDay.suggestions.missed;
  return {
    label: outcome === "missed" ? again : myDay.suggestions.reached,
    on: weekdayFrom(inDays(today, days)),
  };
}

export const doneValues = (file: DayFile, today: string, limit: number): DoneValues => ({
  outcome: "reached",
  summary: "",
  mentions: [],
  next_action: nextAfter("reached", file, today, limit),
  support: file.status === "assigned",
});

/** Body of the exchange. Nobody answered: it is our attempt, not an act of the household. */
export const exchangeOf = (values: DoneValues) => ({
  kind: "call",
  direction: values.outcome === "reached" ? "inbound" : "outbound",
  summary: values.summary.trim(),
  visibility: "partners",
  mentions: values.mentions,
});

/** Whether the file moves to "supported" with this note. */
export const supports = (values: DoneValues, file: DayFile): boolean =>
  file.status === "assigned" && values.outcome === "reached" && values.support;
