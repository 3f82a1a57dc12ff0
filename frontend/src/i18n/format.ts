/** Dates and numbers as people read them in France; the Lot lives on Paris time whatever the device says. */
const ZONE = "Europe/Paris";
const LOCALE = "fr-FR";

const day = new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, dateStyle: "long" });
const shortDay = new Intl.DateTimeFormat(LOCALE, {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const moment = new Intl.DateTimeFormat(LOCALE, {
  timeZone: ZONE,
  dateStyle: "long",
  timeStyle: "short",
});
const integer = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const conjunction = new Intl.ListFormat(LOCALE, { type: "conjunction" });
const ordinal = new Intl.PluralRules(LOCALE);
const isoParts = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, dateStyle: "short" });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

/** A date (`2026-11-21`) has no zone: noon UTC is that same day in Paris all year round. */
export function instantOf(value: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);
}

/** "21 novembre 2026" from a date or an instant. */
export const formatDate = (value: string): string => day.format(instantOf(value));

/** "21/11/2026", for tables. */
export const formatShortDate = (value: string): string => shortDay.format(instantOf(value));

/** "21 novembre 2026 à 10:15" from an instant. */
export const formatDateTime = (value: string): string => moment.format(instantOf(value));

export const formatInteger = (value: number): string => integer.format(value);

/** "12,5 %" from 0.125. */
export const formatPercent = (share: number): string => percent.format(share);

/** "Figeac, Cahors et Gourdon". */
export const formatList = (items: readonly string[]): string => conjunction.format(items);

/** "01 99 00 46 00" from `+33199004600`; numbers of other countries stay as they are written. */
export function formatPhone(e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1];
  return national === undefined ? e164 : `0${national}`.replace(/(\d{2})(?=\d)/g, "$1 ");
}

/** Today's date in Paris as `YYYY-MM-DD`. */
export const today = (now: Date = new Date()): string => isoParts.format(now);

/** Whole days from today in Paris to the day of `date` (`YYYY-MM-DD` or instant); negative when past. */
export function daysFromNow(date: string, now: Date = new Date()): number {
  const target = Date.parse(`${isoParts.format(instantOf(date))}T12:00:00Z`);
  const start = Date.parse(`${today(now)}T12:00:00Z`);
  return Math.round((target - start) / 86_400_000);
}

/** "hier", "dans 3 jours": whole days from today in Paris to `date` (`YYYY-MM-DD` or instant). */
export const formatDaysFromNow = (date: string, now: Date = new Date()): string =>
  relative.format(daysFromNow(date, now), "day");

/** Picks the French form: 0 and 1 are singular. `%` in the form becomes the number. */
export function plural(count: number, one: string, other: string): string {
  const form = ordinal.select(count) === "one" ? one : other;
  return form.replace("%", formatInteger(count));
}
