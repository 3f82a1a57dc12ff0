import { describe, expect, it } from "vitest";
import {
  areaPath,
  borderOf,
  type Cell,
  cells,
  frame,
  linePath,
  middleOf,
  nearerPart,
  outline,
  type Point,
  projection,
  type Ring,
} from "./geometry";

const SQUARE: Ring = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

/** Twice the signed area of an outline. */
const doubleArea = (ring: Ring) =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);

const inside = (ring: Ring, [x, y]: Point) =>
  ring.every(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -1e-9;
  });

/** Numbers that look random and are the same in every run. */
function* numbers(): Generator<number> {
  let seed = 42;
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield seed / 2_147_483_648;
  }
}

const random = numbers();
const next = (most: number) => (random.next().value as number) * most;
const SITES: Point[] = Array.from({ length: 60 }, () => [next(40), next(40)] as const);

describe("half a square", () => {
  const square: Cell = { ring: SQUARE, beyond: [null, null, null, null] };

  it("is what lies nearer to its side, with the other behind the new edge", () => {
    const half = nearerPart(square, [0, 1], [2, 1], 7);
    expect(Math.abs(doubleArea(half.ring)) / 2).toBeCloseTo(2);
    expect(half.ring.every(([x]) => x <= 1)).toBe(true);
    expect(half.beyond.filter((one) => one === 7)).toHaveLength(1);
    expect(half.ring[half.beyond.indexOf(7)]?.[0]).toBe(1);
  });

  it("is all of it, or nothing, when the other side is far", () => {
    expect(nearerPart(square, [1, 1], [9, 1], 7)).toEqual(square);
    expect(nearerPart(square, [9, 1], [1, 1], 7).ring).toEqual([]);
  });
});

describe("cells", () => {
  const found = cells(SITES, 30).map((cell) => cell.ring);

  it("hold their own site and no other", () => {
    found.forEach((ring, index) => {
      const own = SITES[index] ?? [0, 0];
      expect(inside(ring, own)).toBe(true);
      const strangers = SITES.filter((site) => site !== own && inside(ring, site));
      expect(strangers).toEqual([]);
    });
  });

  it("share every place among the nearest site", () => {
    for (let sample = 0; sample < 500; sample += 1) {
      const place: Point = [next(40), next(40)];
      const nearest = SITES.map(([x, y]) => Math.hypot(x - place[0], y - place[1]));
      const best = Math.min(...nearest);
      const owners = found.flatMap((ring, index) => (inside(ring, place) ? [index] : []));
      expect(owners.length).toBeGreaterThan(0);
      for (const owner of owners) expect(nearest[owner]).toBeLessThanOrEqual(best + 1e-6);
    }
  });

  it("end where the map ends, also for a lone site and for two in one place", () => {
    const lone = cells([[0, 0]], 5)[0];
    expect(lone?.ring.every(([x, y]) => Math.abs(Math.hypot(x, y) - 5) < 1e-9)).toBe(true);
    const twins = cells(
      [
        [0, 0],
        [0, 0],
      ],
      5,
    );
    expect(twins.every((cell) => cell.ring.length > 0)).toBe(true);
  });

  it("know their neighbours on both sides", () => {
    const all = cells(SITES, 30);
    all.forEach((cell, index) => {
      for (const across of cell.beyond) {
        if (across !== null) expect(all[across]?.beyond).toContain(index);
      }
    });
  });

  it("have a border as a group: none between two of them", () => {
    const pair = cells(
      [
        [0, 0],
        [4, 0],
      ],
      5,
    );
    const both = borderOf(new Set([0, 1]), pair);
    expect(both.some(([[ax], [bx]]) => Math.abs(ax - 2) < 1e-9 && Math.abs(bx - 2) < 1e-9)).toBe(
      false,
    );
    expect(borderOf(new Set([0]), pair)).toHaveLength(pair[0]?.ring.length ?? 0);
  });
});

describe("outlines", () => {
  const right: Ring = SQUARE.map(([x, y]) => [x + 2, y] as const);

  it("drop the edge that two neighbours share", () => {
    const edges = outline([SQUARE, right]);
    expect(edges).toHaveLength(6);
    expect(edges.some(([[ax], [bx]]) => ax === 2 && bx === 2)).toBe(false);
  });

  it("keep both sides of a border between two groups", () => {
    expect(outline([SQUARE])).toHaveLength(4);
  });

  it("become paths", () => {
    expect(areaPath([SQUARE])).toBe("M0.00 0.00L2.00 0.00L2.00 2.00L0.00 2.00Z");
    expect(
      linePath([
        [
          [0, 0],
          [2, 0],
        ],
      ]),
    ).toBe("M0.00 0.00L2.00 0.00");
  });

  it("are framed with a margin", () => {
    expect(frame([SQUARE, right], 1)).toEqual([-1, -1, 6, 4]);
    expect(frame([], 1)).toEqual([0, 0, 1, 1]);
    expect(middleOf(SQUARE)).toEqual([1, 1]);
  });
});

it("keeps distances: Figeac is some 50 km from Cahors, to the north-east", () => {
  const place = projection(44.6, 1.65);
  const [cahors, figeac] = [place(44.4475, 1.4406), place(44.6086, 2.032)];
  expect(Math.hypot(figeac[0] - cahors[0], figeac[1] - cahors[1])).toBeCloseTo(50.2, 0);
  expect(figeac[0]).toBeGreaterThan(cahors[0]);
  expect(figeac[1]).toBeLessThan(cahors[1]);
});
