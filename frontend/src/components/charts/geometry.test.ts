import { describe, expect, it } from "vitest";
import { labelStep, lineThrough, type Plot, shareOf, ticksOf, xOf, yOf } from "./geometry";

const PLOT: Plot = {
  width: 120,
  height: 60,
  margins: { top: 10, right: 10, bottom: 10, left: 10 },
};

describe("the ticks of an axis", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [10, [0, 5, 10]],
    [108, [0, 50, 100, 150]],
    [0.8, [0, 0.2, 0.4, 0.6, 0.8]],
  ])("for %d", (greatest, ticks) => {
    expect(ticksOf(greatest)).toEqual(ticks);
  });

  it("cover the greatest value, from zero, in equal whole steps for whole values", () => {
    for (let greatest = 1; greatest < 2_000; greatest += 7) {
      const ticks = ticksOf(greatest);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest);
      expect(ticks.at(-2)).toBeLessThan(greatest);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });
});

it("gives the greatest all the room, nothing none, and a lone case a sliver", () => {
  expect([shareOf(40, 40), shareOf(0, 40), shareOf(0, 0), shareOf(10, 40)]).toEqual([
    1, 0, 0, 0.25,
  ]);
  expect(shareOf(1, 10_000)).toBe(0.01);
  expect(shareOf(50, 40)).toBe(1);
});

it("spreads places from side to side, and puts a lone one in the middle", () => {
  expect([0, 1, 2].map((index) => xOf(index, 3, PLOT))).toEqual([10, 60, 110]);
  expect(xOf(0, 1, PLOT)).toBe(60);
});

it("draws zero on the axis and the greatest on top", () => {
  expect([yOf(0, 8, PLOT), yOf(8, 8, PLOT), yOf(4, 8, PLOT), yOf(0, 0, PLOT)]).toEqual([
    50, 10, 30, 50,
  ]);
});

it("interrupts a line where nothing was measured", () => {
  expect(lineThrough([0, 4, null, 8], 8, PLOT)).toBe("M10 50L43.3 30M110 10");
  expect(lineThrough([null, null], 8, PLOT)).toBe("");
});

it("leaves labels out before they touch", () => {
  expect([labelStep(12, 600, 40), labelStep(12, 300, 40), labelStep(12, 10, 40)]).toEqual([
    1, 2, 12,
  ]);
});
