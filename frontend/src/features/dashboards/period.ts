import { instantOf, today } from "@/i18n/format";
import { dashboards } from "@/i18n/fr/dashboards";
import { type DashboardSearch, FIRST_YEAR, PERIOD } from "./search";

/** A year, or one of its quarters. */
export interface Period {
  year: number;
  quarter: 1 | 2 | 3 | 4 | null;
}

export function periodOf({ period }: DashboardSearch, now: Date = new Date()): Period {
  const found = PERIOD.exec(period ?? "");
  if (!found) return { year: Number(today(now).slice(0, 4)), quarter: null };
  return { year: Number(found[1]), quarter: (Number(found[2]) || null) as Period["quarter"] };
}

/** `2026` or `2026-Q3`, as the API reads it. */
export const codeOf = ({ year, quarter }: Period): string =>
  quarter === null ? String(year) : `${year}-Q${quarter}`;

/** "2026", "3e trimestre 2026": what follows "en" or stands in a title. */
export const periodName = (code: string): string => {
  const { year, quarter } = periodOf({ period: code });
  return quarter === null ? String(year) : dashboards.quarter(quarter, year);
};

/** Years that may be chosen, the newest first; `ahead` of them are still to come. */
export function years(now: Date = new Date(), ahead = 0): string[] {
  const last = Number(today(now).slice(0, 4)) + ahead;
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => String(last - index));
}

const longMonth = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" });
const shortMonth = new Intl.DateTimeFormat("fr-FR", { month: "short" });

/** "mars 2026" or "mars" from `2026-03`. */
export const monthName = (month: string, size: "long" | "short"): string =>
  (size === "long" ? longMonth : shortMonth).format(instantOf(`${month}-01`));
