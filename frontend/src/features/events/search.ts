import type { Query } from "@/api/transport";
import { isTrue, textOf } from "@/components/address";
import { today } from "@/i18n/format";

/** Filters of the events, exactly as they stand in the address. */
export interface EventSearch {
  q?: string;
  kind?: string;
  status?: string;
  /** A month `2027-03` to be shown as a calendar; without one the events are a list. */
  month?: string;
  past?: true;
}

const TEXTS = ["q", "kind", "status"] as const;

/** Reads the address; whatever it does not know is dropped rather than sent to the server. */
export function readEventSearch(raw: Record<string, unknown>): EventSearch {
  const search: EventSearch = {};
  for (const name of TEXTS) {
    const value = textOf(raw[name]);
    if (value !== "") search[name] = value;
  }
  const month = textOf(raw.month);
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) search.month = month;
  if (isTrue(raw.past)) search.past = true;
  return search;
}

/** What is asked of the server whatever the view. */
export const filtersOf = ({ q, kind, status }: EventSearch) => ({ q, kind, status });

/** Parameters of the list: from today on, or everything from the last to the first. */
export const eventQuery = (search: EventSearch, now: Date = new Date()): Query => ({
  ...filtersOf(search),
  from: search.past ? undefined : today(now),
  sort: search.past ? "-first_on" : undefined,
  count: "exact",
});
