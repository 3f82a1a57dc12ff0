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
const shortMoment = new Intl.DateTimeFormat(LOCALE, {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const clock = new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, timeStyle: "short" });
const integer = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const conjunction = new Intl.ListFormat(LOCALE, { type: "conjunction" });
const ordinal = new Intl.PluralRules(LOCALE);
const isoParts = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, dateStyle: "short" });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

/** A date (`2026-11-21`) has no zone: noon UTC is that same day in Paris all year round. */
export function instantOf(value: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);
}

/** The first day of a month is an ordinal in French. */
const ordinalFirst = (text: string): string => text.replace(/^1 /, "1er ");

/** "21 novembre 2026" from a date or an instant. */
export const formatDate = (value: string): string => ordinalFirst(day.format(instantOf(value)));

/** "3 avril 2026" or "du 3 au 4 avril 2026": the month and year that both days share are said once. */
export function formatDays(first: string, last: string): string {
  const from = formatDate(first);
  if (first === last) return from;
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  const end = sameMonth ? from.indexOf(" ") : sameYear ? from.lastIndexOf(" ") : from.length;
  return `du ${from.slice(0, end)} au ${formatDate(last)}`;
}

/** "21/11/2026", for tables. */
export const formatShortDate = (value: string): string => shortDay.format(instantOf(value));

/** "21 novembre 2026 à 10:15" from an instant. */
export const formatDateTime = (value: string): string =>
  ordinalFirst(moment.format(instantOf(value)));

/** "18 h" or "18 h 30" from an instant. */
export const formatTime = (value: string): string =>
  clock
    .format(instantOf(value))
    .replace(":", "\u00a0h\u00a0")
    .replace(/\u00a000$/, "");

/** "21/11/2026 10:15", for tables. */
export const formatShortDateTime = (value: string): string => shortMoment.format(instantOf(value));

export const formatInteger = (value: number): string => integer.format(value);

/** "12,5" with one decimal at most. */
export const formatNumber = (value: number): string => decimal.format(value);

/** "12,5 %" from 0.125. */
export const formatPercent = (share: number): string => percent.format(share);

/** Whether a moment is one that the programme never lived: what was shipped with it dates from then. */
export const isShipped = (value: string): boolean => value < "2000";

/** "de Sophie", "d’Odile": before a vowel the word loses its own. */
export const ofName = (name: string): string =>
  /^[aeiouàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`;

/** "Figeac, Cahors et Gourdon". */
export const formatList = (items: readonly string[]): string => conjunction.format(items);

/** "Emploi salarié et reprise d’une entreprise": labels in a row, only the first with its capital. */
export const formatLabels = (labels: readonly string[]): string =>
  conjunction.format(
    labels.map((label, index) =>
      index > 0 && /^\p{Lu}(?!\p{Lu})/u.test(label)
        ? label.charAt(0).toLocaleLowerCase(LOCALE) + label.slice(1)
        : label,
    ),
  );

/** "06 39 98 00 01" from "+33639980001"; a number of another country stays as it is dialled. */
export const formatPhone = (number: string): string =>
  number.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "0$1 $2 $3 $4 $5");

/** A text that people wrote, whose lines never begin with a colon or another sign that French sets apart. */
export const unbroken = (text: string): string =>
  text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");

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
