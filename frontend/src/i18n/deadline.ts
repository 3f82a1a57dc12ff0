import { daysFromNow, instantOf } from "./format";
import { deadlines } from "./fr/deadlines";

const ZONE = "Europe/Paris";
const weekday = new Intl.DateTimeFormat("fr-FR", { timeZone: ZONE, weekday: "long" });
const dayAndMonth = new Intl.DateTimeFormat("fr-FR", {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
});
const clock = new Intl.DateTimeFormat("fr-FR", {
  timeZone: ZONE,
  hour: "numeric",
  minute: "numeric",
});

/** "jeudi 26 novembre", the day of an instant or a date; the first of a month is "1er". */
export const formatWeekday = (at: string): string =>
  dayAndMonth.format(instantOf(at)).replace(/\b1 /, "1er ");

/** "17 h" or "9 h 30", as clocks in the Lot show the instant `at`. */
export function hourOf(at: string): string {
  const parts = clock.formatToParts(instantOf(at));
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return deadlines.hour(read("hour"), read("minute"));
}

/** "avant jeudi 17 h": until when something is awaited, from near to far. */
export function untilDeadline(at: string, now: Date = new Date()): string {
  const days = daysFromNow(at, now);
  const time = hourOf(at);
  if (days <= 0) return deadlines.untilToday(time);
  if (days === 1) return deadlines.untilTomorrow(time);
  if (days < 7) return deadlines.untilWeekday(weekday.format(instantOf(at)), time);
  return deadlines.untilDay(formatWeekday(at), time);
}

/** "mardi à 17 h": when a moment that has passed was. */
export function pastMoment(at: string, now: Date = new Date()): string {
  const days = -daysFromNow(at, now);
  const time = hourOf(at);
  if (days <= 0) return deadlines.wasToday(time);
  if (days === 1) return deadlines.wasYesterday(time);
  if (days < 7) return deadlines.wasWeekday(weekday.format(instantOf(at)), time);
  return deadlines.wasDay(formatWeekday(at), time);
}

/** Whether the instant `at` has passed. */
export const hasPassed = (at: string, now: Date = new Date()): boolean =>
  instantOf(at).getTime() < now.getTime();

/** By when a proposal is to be answered, in one sentence. */
export const answerSentence = (at: string, now: Date = new Date()): string =>
  hasPassed(at, now)
    ? deadlines.answerLate(pastMoment(at, now))
    : deadlines.answer(untilDeadline(at, now));

/** By when the household is to be called for the first time, in one sentence. */
export const contactSentence = (at: string, now: Date = new Date()): string =>
  hasPassed(at, now)
    ? deadlines.contactLate(pastMoment(at, now))
    : deadlines.contact(untilDeadline(at, now));
