import type { Schema } from "@/api/types";
import {
  areaPath,
  borderOf,
  cells,
  frame,
  linePath,
  middleOf,
  outline,
  type Point,
  projection,
  type Ring,
  type Segment,
} from "./geometry";
import type { CommuneLoad } from "./types";

type Contour = Schema<"Contour">;

/** A commune as it is drawn. */
export interface MapCommune {
  commune: CommuneLoad;
  path: string;
}

/** An EPCI as it is drawn: its communes, the line around them, and where its name goes. */
export interface MapEpci {
  code: string;
  communes: MapCommune[];
  border: string;
  middle: Point;
}

export interface SchematicMap {
  viewBox: string;
  epcis: MapEpci[];
}

const MARGIN_KM = 2;
/** The middle of the Lot, for a projection without visible distortion. */
const MIDDLE = projection(44.62, 1.67);

/** How far a cell reaches where it has no neighbour: enough to leave no hole between communes. */
const REACH_KM = 5;

/** Shapes of communes in their order, and the line around some of them by number. */
interface Shapes {
  rings: Ring[][];
  border: (group: ReadonlySet<number>) => Segment[];
}

/** Imported outlines where there is one for every commune, else the cells around their centroids. */
function shapesOf(communes: readonly CommuneLoad[], contours: readonly Contour[]): Shapes {
  const known = new Map(contours.map((one) => [one.commune_code, one.polygons]));
  if (communes.every(({ code }) => known.has(code))) {
    const rings = communes.map(({ code }) => (known.get(code) ?? []).flatMap(ringsOf));
    const border = (group: ReadonlySet<number>) =>
      outline([...group].flatMap((number) => rings[number] ?? []));
    return { rings, border };
  }
  const all = cells(communes.map(placeOf), REACH_KM);
  return { rings: all.map(({ ring }) => [ring]), border: (group) => borderOf(group, all) };
}

const placeOf = ({ latitude, longitude }: CommuneLoad): Point => MIDDLE(latitude, longitude);

const ringsOf = (polygon: Contour["polygons"][number]): Ring[] =>
  polygon.map((ring) => ring.map(([lon = 0, lat = 0]) => MIDDLE(lat, lon)));

/** Everything that is drawn, computed once per set of communes. */
export function schematicMap(
  communes: readonly CommuneLoad[],
  contours: readonly Contour[],
): SchematicMap {
  const { rings, border } = shapesOf(communes, contours);
  const groups = new Map<string, Set<number>>();
  communes.forEach(({ epci_code }, number) => {
    if (epci_code === null) return;
    groups.set(epci_code, (groups.get(epci_code) ?? new Set()).add(number));
  });
  const epcis = [...groups].map(([code, group]) => {
    const members = communes.flatMap((commune, number) =>
      group.has(number) ? [{ commune, path: areaPath(rings[number] ?? []) }] : [],
    );
    return {
      code,
      communes: members,
      border: linePath(border(group)),
      middle: middleOf(members.map(({ commune }) => placeOf(commune))),
    };
  });
  const box = frame(rings.flat(), MARGIN_KM).map((one) => one.toFixed(1));
  return { viewBox: box.join(" "), epcis };
}
