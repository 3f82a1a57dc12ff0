import type { Assignment, RoutingCandidate } from "./types";

/** Reasons in the order people want to read them: what may change first, the far away last. */
const ORDER = ["declined", "absent", "full", "other_projects", "archived", "out_of_zone"];

/** Those left out for the same reason. */
export interface ExclusionGroup {
  reason: string;
  candidates: RoutingCandidate[];
}

/** The ranked ones, best placed first, whatever the order of arrival. */
export const rankedOf = (candidates: readonly RoutingCandidate[]): RoutingCandidate[] =>
  candidates
    .filter((one) => one.rank !== null)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));

/** The others by reason; reasons this screen does not know yet come last, none is lost. */
export function exclusionsOf(candidates: readonly RoutingCandidate[]): ExclusionGroup[] {
  const groups = new Map<string, RoutingCandidate[]>();
  for (const one of candidates) {
    if (one.rank !== null) continue;
    const reason = one.exclusion ?? "";
    groups.set(reason, [...(groups.get(reason) ?? []), one]);
  }
  const place = (reason: string) => {
    const index = ORDER.indexOf(reason);
    return index < 0 ? ORDER.length : index;
  };
  return [...groups]
    .map(([reason, members]) => ({ reason, candidates: members }))
    .sort((one, other) => place(one.reason) - place(other.reason));
}

/** Whether somebody accompanies the file or may still say yes. */
export const isOpen = (assignment: Pick<Assignment, "status">): boolean =>
  assignment.status === "proposed" || assignment.status === "accepted";
