import { textOf } from "@/components/address";

/** The first year of the programme's figures. */
export const FIRST_YEAR = 2018;
/** The last year for which something may be aimed at. */
const LAST_TARGET_YEAR = 2100;

/** What stands in the address; without a period it is the year we are in. */
export interface DashboardSearch {
  period?: string;
}

/** A year or one of its quarters, as the API reads it. */
export const PERIOD = /^(20\d\d)(?:-Q([1-4]))?$/;

/** Reads the address; a period that it does not know is dropped. */
export function readDashboardSearch(raw: Record<string, unknown>): DashboardSearch {
  const period = textOf(raw.period);
  return PERIOD.test(period) ? { period } : {};
}

/** The year of the targets in the address. */
export interface TargetSearch {
  year?: number;
}

export function readTargetSearch(raw: Record<string, unknown>): TargetSearch {
  const year = Number(textOf(raw.year));
  return Number.isInteger(year) && year > FIRST_YEAR && year <= LAST_TARGET_YEAR ? { year } : {};
}
