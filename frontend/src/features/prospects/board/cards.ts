import type { ProspectSummary } from "../types";
import type { Moving } from "./BoardPage";

/** The cards of a column while one of them is on its way: already gone here, already there. */
export function cardsOf(
  status: string,
  items: readonly ProspectSummary[],
  moving: Moving | null,
): ProspectSummary[] {
  if (moving === null) return [...items];
  const others = items.filter((file) => file.id !== moving.file.id);
  return moving.to === status ? [moving.file, ...others] : others;
}
