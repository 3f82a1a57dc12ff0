import { formatNumber, formatPercent } from "@/i18n/format";
import { dashboards } from "@/i18n/fr/dashboards";
import type { Figure } from "./types";

const signed = new Intl.NumberFormat("fr-FR", {
  style: "percent",
  maximumFractionDigits: 0,
  signDisplay: "exceptZero",
});
// A hyphen would be no minus.
const signedPercent = (share: number): string => signed.format(share).replace("-", "−");
const sign = (amount: number): string => (amount > 0 ? "+" : "−");

/** "1 044", "83 %", "12,5 h": a value as its unit is written. */
export function valueText(value: number, unit: string): string {
  if (unit === "percent") return formatPercent(value / 100);
  if (unit === "hour") return dashboards.hours(formatNumber(value));
  return formatNumber(value);
}

type Compared = Pick<Figure, "value" | "previous_value" | "unit">;

/**
 * How the figure moved since the same period a year before, in words; null when there is nothing to compare.
 * `previous` is the year before.
 */
export function comparison(
  { value, previous_value: before, unit }: Compared,
  previous: string,
): string | null {
  if (value === null) return null;
  if (before === null) return dashboards.unknownBefore(previous);
  if (value === before) return dashboards.same(previous);
  const change = value - before;
  if (unit === "percent") {
    const points = Math.round(change);
    if (points === 0) return dashboards.same(previous);
    const words = `${sign(points)}${dashboards.pointsOf(points)}`;
    return dashboards.points(words, previous);
  }
  if (unit === "hour") {
    const amount = valueText(Math.abs(change), unit);
    return change > 0 ? dashboards.more(amount, previous) : dashboards.less(amount, previous);
  }
  if (before === 0) return dashboards.noneBefore(previous);
  return dashboards.change(signedPercent(change / before), previous, valueText(before, unit));
}

/** Where a figure stands against its target, in words; a delay is the better the shorter it is. */
export function gapText(gap: number, unit: string): string {
  const amount = valueText(Math.abs(gap), unit);
  if (gap === 0) return dashboards.reached;
  if (unit === "hour") return gap > 0 ? dashboards.tooLong(amount) : dashboards.reached;
  return gap > 0 ? dashboards.above(amount) : dashboards.missing(amount);
}
