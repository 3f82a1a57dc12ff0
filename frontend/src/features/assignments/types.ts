/** Who accompanies a household, and why, as the API answers it. */

/** A référent whom the engine considered, ranked or left out. */
export interface RoutingCandidate {
  referent_id: string;
  name: string;
  partner_name: string;
  /** 1 for the best placed; null when left out. */
  rank: number | null;
  /** Code of why the référent was left out; null when ranked. */
  exclusion: string | null;
  /** The référent who is away and whom this one replaces. */
  in_place_of_name: string | null;
  /** How closely the zone fits the wish: `commune`, `epci`, `departement`. */
  precision: string | null;
  matching_project_types: string[];
  speaks_language: boolean | null;
  open_files: number;
  capacity: number | null;
  last_assigned_at: string | null;
  /** The same in one French sentence. */
  sentence: string;
}

/** A line of the routing table that applied. */
export interface FiredRule {
  key: string;
  sentence: string;
}

/** Why somebody was proposed, kept as it was on that day. */
export interface Explanation {
  sentence: string;
  /** Version of the routing table; null when a person chose. */
  table_version: number | null;
  rules: FiredRule[];
  candidates: RoutingCandidate[];
}

/** A référent asked to accompany a file, or who does. */
export interface Assignment {
  id: string;
  role: string;
  referent_id: string;
  referent_name: string;
  partner_name: string | null;
  status: string;
  explanation: Explanation | null;
  decline_reason: string | null;
  decline_comment: string | null;
  expiry_reason: string | null;
  proposed_at: string;
  accept_due_at: string | null;
  answered_at: string | null;
  first_contact_due_at: string | null;
  first_contact_at: string | null;
  ended_at: string | null;
  in_place_of_name: string | null;
  handover_note: string | null;
  transferred_from_name: string | null;
  version: number;
}

/** Body of a change of state of an assignment. */
export interface AssignmentAnswer {
  to: "accepted" | "declined" | "ended";
  reason?: string;
  comment?: string;
}
