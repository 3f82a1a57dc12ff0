/**
 * What the state machine asks for, so that a dialog can ask before the server refuses.
 * The server decides; this only spares a round trip.
 */
export interface Demands {
  closingReason: boolean;
  /** A sentence that explains the change. */
  reason: boolean;
  nextAction: boolean;
  installation: boolean;
  assignment: boolean;
}

/** States of a file that still has something to do: they always carry a next action. */
export const OPEN_STATUSES: readonly string[] = [
  "new",
  "qualified",
  "assigned",
  "supported",
  "confirmed",
  "dormant",
];

/** Columns of the board, in the order of the journey. */
export const BOARD_STATUSES: readonly string[] = [
  "new",
  "qualified",
  "assigned",
  "supported",
  "confirmed",
  "settled",
  "integrated",
  "dormant",
  "closed",
];

const NEXT: Record<string, readonly string[]> = {
  new: ["qualified", "closed"],
  qualified: ["assigned", "dormant", "closed"],
  assigned: ["supported", "qualified", "closed"],
  supported: ["confirmed", "dormant", "assigned", "closed"],
  confirmed: ["settled", "supported", "closed"],
  settled: ["integrated", "departed", "confirmed"],
  integrated: ["departed"],
  dormant: ["supported", "closed"],
  closed: ["qualified"],
};

/** Where a file of a list may go; a full file carries its own `allowed_transitions`. */
export const allowedNext = (status: string): readonly string[] => NEXT[status] ?? [];

export interface Situation {
  status: string;
  hasNextAction: boolean;
  hasInstallation: boolean;
  hasTerritorialReferent: boolean;
}

/** What moving to `to` demands beyond what the file already has. */
export function demandsOf(to: string, file: Situation): Demands {
  return {
    closingReason: to === "closed",
    reason: to === "integrated" || (to === "confirmed" && file.status === "settled"),
    nextAction: OPEN_STATUSES.includes(to) && !file.hasNextAction,
    installation: to === "settled" && !file.hasInstallation,
    assignment: to === "assigned" && !file.hasTerritorialReferent,
  };
}

/** Nothing to ask: the move can be made at once. */
export const asksNothing = (demands: Demands): boolean => !Object.values(demands).includes(true);

/** The move can be taken back with one press: the way back exists and asks nothing. */
export function isReversible(from: string, to: string, file: Situation): boolean {
  return allowedNext(to).includes(from) && asksNothing(demandsOf(from, { ...file, status: to }));
}
