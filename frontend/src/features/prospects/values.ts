import { fieldProblems } from "@/i18n/fr/problems";
import type { Member, NextAction } from "./types";

/** A field left blank is sent as null. */
export const textOrNull = (text: string | null | undefined): string | null =>
  text?.trim() ? text.trim() : null;

/** Refuses a blank field before the server does, in the same words. */
export const present = (value: unknown): string | null =>
  value === null || value === undefined || String(value).trim() === ""
    ? (fieldProblems.required ?? null)
    : null;

/** First and last name as people say them. */
export const fullName = (member: Pick<Member, "first_name" | "last_name">): string =>
  [member.first_name, member.last_name].filter(Boolean).join(" ");

/** A next action out of form fields, or null when both are blank. */
export function nextActionOf(
  action: { label: string; on: string | null },
  assignee: string | null = null,
): NextAction | null {
  const label = textOrNull(action.label);
  return label === null || action.on === null
    ? null
    : { label, on: action.on, assignee_id: assignee };
}

/** Whole days from `date` (`YYYY-MM-DD`) to `day`, never negative. */
export function daysBetween(date: string, day: string): number {
  const days = (Date.parse(`${day}T12:00:00Z`) - Date.parse(`${date}T12:00:00Z`)) / 86_400_000;
  return Math.max(0, Math.round(days));
}

/** `day` moved by some days, as `YYYY-MM-DD`. */
export const inDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
