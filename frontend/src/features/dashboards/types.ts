/** One measure with its year before and its target. */
export interface Figure {
  code: string;
  label: string;
  definition: string;
  unit: string;
  value: number | null;
  previous_value: number | null;
  target: number | null;
  gap: number | null;
  coefficient: { value: number; source: string } | null;
  opens_list: boolean;
  by_epci: Cell[];
}

/** A value of a place; null with `hidden` is too small to be shown. */
export interface Cell {
  key: string;
  label: string;
  value: number | null;
  hidden: boolean;
}

/** Files that entered, and how many of them went on. */
export interface Steps {
  key: string;
  label: string;
  entered: number | null;
  supported: number | null;
  settled: number | null;
}

export interface MonthOf {
  month: string;
  entered: number | null;
  supported: number | null;
  settled: number | null;
  first_contact_delay: number | null;
  sla_contact_kept: number | null;
}

/** Everything that the dashboard shows, in one read. */
export interface Dashboard {
  audience: string;
  period: string;
  previous_period: string;
  running: boolean;
  territories: { code: string; name: string }[];
  figures: Figure[];
  sources: Steps[];
  cohorts: Steps[];
  months: MonthOf[];
  communes: Cell[];
  own_offers?: { published: number; positions_filled: number };
  obstacles: { theme: string; label: string; cells: Cell[] }[];
}

/** What is aimed at for an indicator and a year, and where we stand. */
export interface Target {
  indicator: string;
  label: string;
  unit: string;
  year: number;
  epci_code: string | null;
  epci_name: string | null;
  value: number;
  note: string | null;
  achieved: number | null;
  gap: number | null;
  hidden: boolean;
  version: number;
}

export interface TargetList {
  year: number;
  items: Target[];
}

export interface Indicators {
  items: { code: string; label: string }[];
}
