import type { DayFile } from "@/features/my-day/types";

/** How often a promise was kept. */
export interface Kept {
  kept: number;
  total: number;
}

/** A référent and what they carry; listed by name, never by figures. */
export interface ReferentLoad {
  referent_id: string;
  name: string;
  partner_name: string;
  /** Codes of communes and EPCI. */
  zones: string[];
  /** Files followed, those proposed among them. */
  open_files: number;
  proposed: number;
  /** Files followed at most; null for no limit. */
  capacity: number | null;
  overdue: number;
  /** Last day of the present absence. */
  away_until: string | null;
}

export interface EpciLoad {
  code: string;
  name: string;
  latitude: number;
  longitude: number;
  /** Files in use, those proposed among them. */
  open_files: number;
  proposed: number;
  pool: number;
  unrouted: number;
  overdue: number;
  accepted_in_time: Kept;
  first_contact_in_time: Kept;
}

export interface CommuneLoad {
  code: string;
  name: string;
  epci_code: string;
  latitude: number;
  longitude: number;
  open_files: number;
}

/** A file that waits for the programme to find somebody. */
export type PoolFile = DayFile & { pool_since: string; pool_reason: string };

/** Everything the programme looks at to help the network, over the last twelve months for what was kept. */
export interface Supervision {
  referents: ReferentLoad[];
  epcis: EpciLoad[];
  communes: CommuneLoad[];
  pool: PoolFile[];
  unrouted: DayFile[];
  /** How many there are in all; the two lists end at 50. */
  counts: { pool: number; unrouted: number };
  service: { accepted_in_time: Kept; first_contact_in_time: Kept };
}
