import { useQueryClient } from "@tanstack/react-query";
import { uploadFile } from "@/api/files";
import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An edition of the report of a year, and what it says. */
export type Report = Schema<"Report">;
export type Content = Schema<"ReportContent">;
export type Figure = Schema<"ReportFigure">;
export type Cell = Schema<"ReportCell">;
export type Told = Schema<"ReportPublishedFigure">;
export type Difference = Schema<"ReportDifference">;
export type PublishedFigure = Schema<"PublishedFigure">;

/** What an import of such figures did. */
export type FiguresImport = Schema<"PublishedFigureImport">;

export const REPORTS = "/reports";
export const FIGURES = "/published-figures";

export const reportPath = (id: string) => `${REPORTS}/${id}`;

export const readReport = (id: string) => call<Report>("GET", reportPath(id));

export const readPressText = async (id: string, signal?: AbortSignal): Promise<string> =>
  (await call<Schema<"ReportPressText">>("GET", `${reportPath(id)}/press-text`, { signal })).text;

export const createReport = (year: number, headers: Record<string, string>) =>
  call<Report>("POST", REPORTS, { body: { year }, headers });

export const moveReport = ({ id }: Report, to: string) =>
  call<Report>("POST", `${reportPath(id)}/transitions`, { body: { to } });

export const correctReport = ({ id }: Report, reason: string, headers: Record<string, string>) =>
  call<Report>("POST", `${reportPath(id)}/corrections`, { body: { reason }, headers });

export const removeReport = (report: Report) =>
  call<void>("DELETE", reportPath(report.id), { headers: ifMatch(report) });

/** The figure that was told under this key. */
export async function findTold(key: string, year: number): Promise<PublishedFigure | undefined> {
  const page = await call<Schema<"PublishedFigurePage">>("GET", FIGURES, {
    query: { year, limit: 200 },
  });
  return page.items.find((one) => one.key === key);
}

export const judge = (figure: PublishedFigure, body: Schema<"PublishedFigurePatch">) =>
  call<PublishedFigure>("PATCH", `${FIGURES}/${figure.id}`, { body, headers: ifMatch(figure) });

export const importFigures = (file: File) =>
  uploadFile<FiguresImport>(`${FIGURES}/import`, file, {}, () => undefined, {
    "Content-Type": "text/csv",
  });

/** Reads the lists of editions again. */
export function useRefreshReports(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [REPORTS, "list"] });
}
