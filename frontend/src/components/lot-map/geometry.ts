/** Plane geometry of the schematic map. Positions are in kilometres, x to the east, y to the south. */
export type Point = readonly [x: number, y: number];

/** A closed outline; the last point joins the first. */
export type Ring = readonly Point[];

const KM_PER_DEGREE = 111.32;

/** Corners of the round end of a cell. */
const CORNERS = 24;

/** A projection true enough for one département: equal scales around its middle. */
export function projection(latitude: number, longitude: number) {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return (lat: number, lon: number): Point => [
    (lon - longitude) * shrink * KM_PER_DEGREE,
    (latitude - lat) * KM_PER_DEGREE,
  ];
}

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);

/** A convex cell; `beyond` names, edge by edge, the site on the other side, or null where nobody is. */
export interface Cell {
  ring: Ring;
  beyond: readonly (number | null)[];
}

/** The part of a cell that is nearer to `site` than to `other`, whose number is `index`. */
export function nearerPart(cell: Cell, site: Point, other: Point, index: number): Cell {
  const normal: Point = [other[0] - site[0], other[1] - site[1]];
  const middle: Point = [(site[0] + other[0]) / 2, (site[1] + other[1]) / 2];
  const side = ([x, y]: Point) => (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1];
  const ring: Point[] = [];
  const beyond: (number | null)[] = [];
  cell.ring.forEach((start, edge) => {
    const end = cell.ring[(edge + 1) % cell.ring.length] ?? start;
    const across = cell.beyond[edge] ?? null;
    const [from, to] = [side(start), side(end)];
    if (from <= 0) {
      ring.push(start);
      beyond.push(across);
    }
    if (from <= 0 === to <= 0) return;
    const share = from / (from - to);
    ring.push([start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])]);
    // Going out, the new edge follows the border with the other site; coming back, the old one goes on.
    beyond.push(from <= 0 ? index : across);
  });
  return { ring, beyond };
}

function disc([x, y]: Point, radius: number): Cell {
  const ring = Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
  return { ring, beyond: ring.map(() => null) };
}

/**
 * The Voronoi cell of each site: the places nearer to it than to any other, and no farther from
 * it than `reach`, which rounds the map where it ends.
 */
export function cells(sites: readonly Point[], reach: number): Cell[] {
  return sites.map((site) =>
    sites
      .map((other, index) => ({ other, index, apart: distance(site, other) }))
      .filter(({ apart }) => apart > 0 && apart < 2 * reach)
      .reduce((cell, { other, index }) => nearerPart(cell, site, other, index), disc(site, reach)),
  );
}

/** The edges of some cells behind which none of `group`, given by number, lies. */
export function borderOf(group: ReadonlySet<number>, all: readonly Cell[]): Segment[] {
  return [...group].flatMap((number) => {
    const { ring, beyond } = all[number] ?? { ring: [], beyond: [] };
    return ring.flatMap((from, edge): Segment[] => {
      const across = beyond[edge] ?? null;
      const to = ring[(edge + 1) % ring.length] ?? from;
      return across !== null && group.has(across) ? [] : [[from, to]];
    });
  });
}

export type Segment = readonly [from: Point, to: Point];

/** Two points nearer than ten metres are one. */
const keyOf = ([x, y]: Point): string => `${Math.round(x * 100)},${Math.round(y * 100)}`;

/** The outline around several outlines that share their corners: the edges that only one has. */
export function outline(rings: readonly Ring[]): Segment[] {
  const edges = new Map<string, Segment | null>();
  for (const ring of rings) {
    ring.forEach((from, index) => {
      const to = ring[(index + 1) % ring.length] ?? from;
      const [one, other] = [keyOf(from), keyOf(to)];
      if (one === other) return;
      const key = one < other ? `${one} ${other}` : `${other} ${one}`;
      edges.set(key, edges.has(key) ? null : [from, to]);
    });
  }
  return [...edges.values()].filter((edge): edge is Segment => edge !== null);
}

const at = ([x, y]: Point): string => `${x.toFixed(2)} ${y.toFixed(2)}`;

/** Outlines as the `d` of an SVG path. */
export const areaPath = (rings: readonly Ring[]): string =>
  rings.map((ring) => `M${ring.map(at).join("L")}Z`).join("");

export const linePath = (segments: readonly Segment[]): string =>
  segments.map(([from, to]) => `M${at(from)}L${at(to)}`).join("");

/** What frames all outlines, with a margin: x, y, width and height of a view box. */
export function frame(rings: readonly Ring[], margin: number): [number, number, number, number] {
  const points = rings.flat();
  if (points.length === 0) return [0, 0, 1, 1];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return [left, top, Math.max(...xs) + margin - left, Math.max(...ys) + margin - top];
}

/** The middle of a group of sites, where its name is written. */
export function middleOf(sites: readonly Point[]): Point {
  const sum = sites.reduce<Point>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0]);
  const count = Math.max(1, sites.length);
  return [sum[0] / count, sum[1] / count];
}
