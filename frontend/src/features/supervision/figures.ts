import { formatInteger, formatPercent } from "@/i18n/format";
import { supervision } from "@/i18n/fr/supervision";
import type { CommuneLoad, EpciLoad, Kept, ReferentLoad } from "./types";

/** What the map can show. */
export const MEASURES = ["files", "load", "overdue", "waiting"] as const;
export type Measure = (typeof MEASURES)[number];

/** How strongly a place is coloured, from 0 (nothing) to 4. */
export type Shade = 0 | 1 | 2 | 3 | 4;

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

/** The name of an EPCI as people say it: without what kind of grouping it is. */
export const shortName = (name: string): string =>
  name.replace(
    /^(CC|CA|CU|Communauté (de communes|d.agglomération))\s+(du |de la |de l.|des |de )?/i,
    "",
  );

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

/** Shades of counts: equal steps up to the greatest; a lone file is already seen. */
export function shadeOfCount(count: number, greatest: number): Shade {
  if (count <= 0 || greatest <= 0) return 0;
  return Math.max(1, Math.ceil((4 * count) / greatest)) as Shade;
}

/** The counts that each shade stands for, for the legend; empty steps are left out. */
export function stepsOf(greatest: number): { shade: Shade; from: number; to: number }[] {
  const counts = Array.from({ length: greatest + 1 }, (_, count) => count);
  return ([0, 1, 2, 3, 4] as const).flatMap((shade) => {
    const own = counts.filter((count) => shadeOfCount(count, greatest) === shade);
    const [from, to] = [own[0], own.at(-1)];
    return from === undefined || to === undefined ? [] : [{ shade, from, to }];
  });
}
