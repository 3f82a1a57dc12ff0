import { describe, expect, it } from "vitest";
import { shadeOfCount, shortName, stepsOf } from "./shades";

it.each([
  ["CC Grand-Figeac", "Grand-Figeac"],
  ["CA du Grand Cahors", "Grand Cahors"],
  ["CC de la Vallée du Lot et du Vignoble", "Vallée du Lot et du Vignoble"],
  ["CC Quercy - Bouriane", "Quercy - Bouriane"],
  ["Communauté de communes Causses et Vallée", "Causses et Vallée"],
])("shortens %s", (name, short) => {
  expect(shortName(name)).toBe(short);
});

describe("shades of counts", () => {
  it("show a lone file and give the greatest the deepest", () => {
    expect(shadeOfCount(0, 40)).toBe(0);
    expect(shadeOfCount(1, 40)).toBe(1);
    expect(shadeOfCount(40, 40)).toBe(4);
    expect(shadeOfCount(0, 0)).toBe(0);
  });

  it("are told in the legend without holes nor overlaps", () => {
    for (const greatest of [0, 1, 2, 3, 5, 40]) {
      const steps = stepsOf(greatest);
      expect(steps[0]?.from).toBe(0);
      expect(steps.at(-1)?.to).toBe(greatest);
      steps.slice(1).forEach((step, index) => {
        expect(step.from).toBe((steps[index]?.to ?? 0) + 1);
      });
    }
  });
});
