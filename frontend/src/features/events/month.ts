/** Days of calendars, as `YYYY-MM-DD`; no clock and no zone is involved. */

const iso = (date: Date): string => date.toISOString().slice(0, 10);

const at = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The day so many days after another one. */
export function addDays(day: string, days: number): string {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return iso(date);
}

/** The month `2027-03` so many months after another one. */
export function addMonths(month: string, months: number): string {
  const date = at(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return iso(date).slice(0, 7);
}

/** The weeks of a month from Monday to Sunday, with the days of its neighbours that fill them up. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const offset = (at(first).getUTCDay() + 6) % 7;
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const weeks: string[][] = [];
  for (let monday = addDays(first, -offset); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  }
  return weeks;
}
