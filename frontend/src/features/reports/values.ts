import { reports } from "@/i18n/fr/reports";
import type { Cell, Content, Figure, Report } from "./api";

const decimal = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
const coefficient = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1 });
const apart = new Intl.NumberFormat("fr-FR", {
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});
const signed = new Intl.NumberFormat("fr-FR", {
  style: "percent",
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** "1 044", "47,9", or that there is nothing to measure. */
export const valueText = (value: number | null): string =>
  value === null ? reports.nothing : decimal.format(value);

/** A figure with its unit where it is no count: "34,5 h", "72 %". */
export function figureText(value: number | null, unit: string): string {
  if (value === null) return reports.nothing;
  if (unit === "percent") return `${decimal.format(value)}\u202f%`;
  return unit === "hour" ? `${decimal.format(value)}\u202fh` : decimal.format(value);
}

/** "2,0". */
export const coefficientText = (value: number): string => coefficient.format(value);

/** "+47,9 %" since the year before; a rate moves by points that are read beside each other. */
export function evolutionText({ value, previous_value: previous, unit }: Figure): string {
  if (value === null || previous === null || previous === 0 || unit === "percent") {
    return reports.none;
  }
  return signed.format((value - previous) / previous);
}

/** What was aimed at, or nothing. */
export const targetText = (target: number | null, unit = ""): string =>
  target === null ? reports.none : figureText(target, unit);

/** "-12" below its target, "+3" above it. */
export const gapText = ({ gap }: Figure): string =>
  gap === null ? reports.none : apart.format(gap);

/** Whether anything was aimed at; documents of before say nothing of it. */
export const aims = (content: Content): boolean =>
  content.figures.some(
    ({ target, previous_target }) => target !== null || previous_target !== null,
  );

/** A part of a figure, or that the reader does not get it. */
export const cellText = (value: number | null, hidden: boolean): string =>
  hidden && value === null ? reports.hidden : valueText(value);

/** Whether anything is hidden from the reader; whoever is told which figures have files reads them whole. */
export const hides = (content: Content): boolean =>
  !content.figures.some(({ has_files }) => has_files) &&
  content.figures.some((figure) =>
    [...figure.by_epci, ...figure.by_source].some(
      (cell) =>
        (cell.hidden && cell.value === null) ||
        (cell.previous_hidden && cell.previous_value === null),
    ),
  );

/** The figures that the table by EPCI shows. */
export const MAIN = [
  "prospects_new",
  "prospects_supported",
  "families_settled",
  "newcomers_insee",
] as const;

/** One EPCI with its part of each main figure. */
export interface Place {
  key: string;
  label: string;
  cells: (Cell | undefined)[];
}

/** The EPCI of the main figures, by name; what is nowhere comes last. */
export function places(content: Content): { figures: Figure[]; rows: Place[] } {
  const figures = MAIN.map((code) => content.figures.find((figure) => figure.code === code)).filter(
    (figure): figure is Figure => figure !== undefined && figure.by_epci.length > 0,
  );
  const labels = new Map(
    figures.flatMap((figure) => figure.by_epci.map((cell) => [cell.key, cell.label] as const)),
  );
  const rows = [...labels].map(([key, label]) => ({
    key,
    label,
    cells: figures.map((figure) => figure.by_epci.find((cell) => cell.key === key)),
  }));
  rows.sort((a, b) =>
    a.key === "" || b.key === ""
      ? Number(a.key === "") - Number(b.key === "")
      : a.label.localeCompare(b.label, "fr"),
  );
  return { figures, rows };
}

export const STEPS = ["draft", "computed", "validated", "published"] as const;

/** Whether a step is behind the report, where it stands, or ahead. */
export function stepOf(status: string, step: (typeof STEPS)[number]): "done" | "now" | "later" {
  const at = STEPS.indexOf(status as (typeof STEPS)[number]);
  const place = STEPS.indexOf(step);
  if (place === at) return at === STEPS.length - 1 ? "done" : "now";
  return place < at ? "done" : "later";
}

/** The edition that an address means: the one it names, else the latest. Editions come latest first. */
export const chosen = (editions: readonly Report[], wanted?: number): Report | undefined =>
  editions.find((one) => one.edition === wanted) ?? editions[0];
