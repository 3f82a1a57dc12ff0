/** What became of pairs, in the order of the filter. */
export const STATUSES = ["open", "dismissed", "merged"] as const;

/** Which pairs the address asks for; `open` is not written. */
export interface DuplicateSearch {
  status?: string;
}

export function readDuplicateSearch(raw: Record<string, unknown>): DuplicateSearch {
  const status = STATUSES.find((known) => known === raw.status && known !== "open");
  return status === undefined ? {} : { status };
}
