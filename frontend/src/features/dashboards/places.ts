import type { Territory } from "@/api/reference";
import type { LegendStep } from "@/components/lot-map/MapLegend";
import type { PlacedCommune } from "@/components/lot-map/map";
import { type Shade, shadeOfCount, stepsOf } from "@/components/lot-map/shades";
import { charts } from "@/i18n/fr/charts";
import { dashboards as said } from "@/i18n/fr/dashboards";
import type { Cell, Dashboard } from "./types";

/** The measure that is known commune by commune. */
export const COMMUNES = "communes";

/** A figure with its values by place. */
export interface PlaceMeasure {
  code: string;
  label: string;
  unit: string;
  cells: readonly Cell[];
}

/** What the map can show: figures that are known by EPCI, then installations by commune. */
export function measuresOf({ figures, communes }: Dashboard): PlaceMeasure[] {
  const known = figures.filter(({ by_epci: cells }) => cells.length > 0);
  const measures = known.map(({ code, label, unit, by_epci }) => ({
    code,
    label,
    unit,
    cells: by_epci,
  }));
  if (communes.length === 0) return measures;
  return [
    ...measures,
    { code: COMMUNES, label: said.mapByCommune, unit: "family", cells: communes },
  ];
}

/** EPCI and communes by name, with where they lie. */
export function placesOf(territories: readonly Territory[]) {
  const epcis = territories.filter(({ kind }) => kind === "epci");
  const communes = territories
    .filter(({ kind }) => kind === "commune")
    .map(
      ({ code, name, parent_code, latitude, longitude }): PlacedCommune => ({
        code,
        name,
        epci_code: parent_code,
        latitude,
        longitude,
      }),
    );
  return { epcis: epcis.map(({ code, name }) => ({ code, name })), communes };
}

const greatestOf = (cells: readonly Cell[]): number =>
  Math.max(0, ...cells.map(({ value }) => value ?? 0));

/** The shade of a place by its code; one that no cell names has nothing. */
export function scaleOf({ cells }: PlaceMeasure): (code: string) => Shade {
  const greatest = greatestOf(cells);
  const shades = new Map(
    cells.map(({ key, value, hidden }): [string, Shade] => [
      key,
      hidden ? "hidden" : shadeOfCount(value ?? 0, greatest),
    ]),
  );
  return (code) => shades.get(code) ?? 0;
}

/** The colours in words; what is hidden has its own. */
export function legendOf({ cells }: PlaceMeasure): LegendStep[] {
  const steps = stepsOf(Math.ceil(greatestOf(cells))).map(
    ({ shade, from, to }): LegendStep => ({ shade, label: said.step(from, to) }),
  );
  const hidden = cells.some((cell) => cell.hidden);
  return hidden ? [...steps, { shade: "hidden", label: charts.hiddenName }] : steps;
}
