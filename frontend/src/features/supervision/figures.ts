import type { Shade } from "@/components/lot-map/shades";
import { formatInteger, formatPercent } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import type { CommuneLoad, EpciLoad, Kept, ReferentLoad } from "./types";

/** What the map can show. */
export const MEASURES = ["files", "load", "overdue", "waiting"] as const;
export type Measure = (typeof MEASURES)[number];

/** "92 % (46 sur 50)", or that there is nothing to measure yet. */
export const keptText = ({ kept, total }: Kept): string =>
  total === 0
    ? supervision.keptNone
    : supervision.kept(formatPercent(kept / total), formatInteger(kept), formatInteger(total));

/** "92 %", or a dash while there is nothing to measure. */
export const shareText = ({ kept, total }: Kept): string =>
  total === 0 ? "–" : formatPercent(kept / total);

/** What that share is of: "46 sur 50, sur douze mois". */
export const basisText = ({ kept, total }: Kept): string =>
  total === 0 ? supervision.keptNone : supervision.basis(formatInteger(kept), formatInteger(total));

/** Files that nobody could be asked to take, for any reason. */
export const waitingFiles = ({ pool, unrouted }: EpciLoad): number => pool + unrouted;

/** Référents who follow this EPCI, or one of its communes, by name as they came. */
export function referentsOf(
  epci: EpciLoad,
  referents: readonly ReferentLoad[],
  communes: readonly CommuneLoad[],
): ReferentLoad[] {
  const places = new Set([
    epci.code,
    ...communes.filter(({ epci_code }) => epci_code === epci.code).map(({ code }) => code),
  ]);
  return referents.filter(({ zones }) => zones.some((zone) => places.has(zone)));
}

/** What the référents of a place carry together; `capacity` is null when one of them has no limit. */
export interface Load {
  files: number;
  capacity: number | null;
  people: number;
}

export function loadOf(referents: readonly ReferentLoad[]): Load {
  const capacities = referents.map(({ capacity }) => capacity);
  return {
    files: referents.reduce((sum, one) => sum + one.open_files, 0),
    capacity: capacities.includes(null)
      ? null
      : capacities.reduce<number>((sum, capacity) => sum + (capacity ?? 0), 0),
    people: referents.length,
  };
}

/** Nobody, room left, half taken, nearly full, full. */
export function shadeOfLoad({ files, capacity, people }: Load): Shade {
  if (people === 0) return 0;
  if (capacity === null) return 1;
  if (files >= capacity) return 4;
  const share = files / capacity;
  return share < 0.5 ? 1 : share < 0.8 ? 2 : 3;
}
