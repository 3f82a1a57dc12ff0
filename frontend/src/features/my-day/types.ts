/** The working day of one person, as the API answers it. */

/** A file in one of the day's lists. */
export interface DayFile {
  id: string;
  number: string;
  lead_name: string;
  status: string;
  epci_name: string | null;
  next_action: { label: string; on: string } | null;
  /** Phone of the person who asked; null when there is none. */
  phone: string | null;
  version: number;
}

/** A file proposed to this person. */
export interface DayProposal {
  assignment_id: string;
  version: number;
  role: string;
  prospect: DayFile;
  sentence: string | null;
  proposed_at: string;
  accept_due_at: string | null;
  overdue: boolean;
  handover_note: string | null;
}

/** A file for which something should have been done; `reason` is `next_action` or `first_contact`. */
export type OverdueFile = DayFile & { reason: string };

/** A file whose household has not answered since our last exchange. */
export type WaitingFile = DayFile & { since: string };

export interface DayTask {
  task_id: string;
  version: number;
  title: string;
  due_on: string | null;
  overdue: boolean;
  prospect_id: string;
  number: string;
  lead_name: string;
}

export interface DayMention {
  mention_id: string;
  prospect_id: string;
  number: string;
  lead_name: string;
  author_name: string;
  excerpt: string;
  created_at: string;
}

/** How much each list holds in all; the lists themselves end at 50. */
export interface DayCounts {
  to_accept: number;
  to_call: number;
  overdue: number;
  waiting: number;
  tasks: number;
  mentions: number;
  /** Files in the programme's pool; 0 for those who do not run the programme. */
  pool: number;
}

export interface MyDay {
  today: string;
  counts: DayCounts;
  to_accept: DayProposal[];
  to_call: DayFile[];
  overdue: OverdueFile[];
  waiting: WaitingFile[];
  tasks: DayTask[];
  mentions: DayMention[];
}
