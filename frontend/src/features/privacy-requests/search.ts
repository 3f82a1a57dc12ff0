import type { Query } from "@/api/transport";
import { textOf } from "@/components/address";

/** The choices of the list, the first one by itself. */
export const SHOWN = ["open", "late", "all"] as const;

export interface RequestSearch {
  montrer?: "late" | "all";
}

/** Reads the address; whatever it does not know is dropped. */
export function readRequestSearch(raw: Record<string, unknown>): RequestSearch {
  const shown = textOf(raw.montrer);
  return shown === "late" || shown === "all" ? { montrer: shown } : {};
}

export const requestQuery = ({ montrer }: RequestSearch): Query => ({
  status: montrer === undefined ? "received,in_progress" : undefined,
  late: montrer === "late" ? "true" : undefined,
  sort: montrer === "all" ? "-due_on" : undefined,
});
