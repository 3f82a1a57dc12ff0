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

type Contour = Schema<"Contour">;

/** A commune and where it lies, in degrees; the EPCI is null for one that has none. */
export interface PlacedCommune {
  code: string;
  name: string;
  epci_code: string | null;
  latitude: number;
  longitude: number;
}

/** A commune as it is drawn. */
export interface MapCommune<Commune> {
  commune: Commune;
  path: string;
}

/** An EPCI as it is drawn: its communes, the line around them, and where its name goes. */
export interface MapEpci<Commune> {
  code: string;
  communes: MapCommune<Commune>[];
  border: string;
  middle: Point;
}

export interface SchematicMap<Commune> {
  viewBox: string;
  epcis: MapEpci<Commune>[];
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
function shapesOf(communes: readonly PlacedCommune[], contours: readonly Contour[]): Shapes {
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

const placeOf = ({ latitude, longitude }: PlacedCommune): Point => MIDDLE(latitude, longitude);

const ringsOf = (polygon: Contour["polygons"][number]): Ring[] =>
  polygon.map((ring) => ring.map(([lon = 0, lat = 0]) => MIDDLE(lat, lon)));

/** Everything that is drawn, computed once per set of communes. */
export function schematicMap<Commune extends PlacedCommune>(
  communes: readonly Commune[],
  contours: readonly Contour[],
): SchematicMap<Commune> {
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
