import type { Schema } from "@/api/types";

/** One measure with its year before and its target. */
export type Figure = Schema<"DashboardFigure">;

/** A value of a place; null with `hidden` is too small to be shown. */
export type Cell = Schema<"DashboardCell">;

/** Files that entered, and how many of them went on. */
export type Steps = Schema<"DashboardSteps">;

/** What happened in one month; null in those to come. */
export type MonthOf = Schema<"DashboardMonth">;

/** Everything that the dashboard shows, in one read. */
export type Dashboard = Schema<"Dashboard">;

/** What is aimed at for an indicator and a year, and where we stand. */
export type Target = Schema<"Target">;
export type TargetList = Schema<"TargetList">;

/** What may be aimed at. */
export type Indicators = Schema<"IndicatorList">;
