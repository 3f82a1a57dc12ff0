import { describe, expect, it } from "vitest";
import { keptText, loadOf, referentsOf, shadeOfLoad } from "./figures";
import type { CommuneLoad, EpciLoad, ReferentLoad } from "./types";

const referent = (name: string, zones: string[], more: Partial<ReferentLoad> = {}) =>
  ({ name, zones, open_files: 6, proposed: 2, capacity: 10, ...more }) as ReferentLoad;
const FIGEAC = { code: "200067361" } as EpciLoad;
const COMMUNES = [{ code: "46102", epci_code: "200067361" } as CommuneLoad];

it("says how often a promise was kept, and when there is nothing to say", () => {
  expect(keptText({ kept: 46, total: 50 }).replaceAll(/\s/g, " ")).toBe("92 % (46 sur 50)");
  expect(keptText({ kept: 0, total: 0 })).toBe("Pas encore de mesure");
});

describe("the load of a place", () => {
  it("counts those who follow it or one of its communes, once each", () => {
    const all = [
      referent("Both", ["200067361", "46102"]),
      referent("Commune", ["46102"]),
      referent("Elsewhere", ["200023737"]),
      referent("Everywhere", ["46"]),
    ];
    const found = referentsOf(FIGEAC, all, COMMUNES);
    expect(found.map((one) => one.name)).toEqual(["Both", "Commune"]);
    expect(loadOf(found)).toEqual({ files: 12, capacity: 20, people: 2 });
  });

  it("has no end where somebody has no limit", () => {
    expect(loadOf([referent("A", []), referent("B", [], { capacity: null })]).capacity).toBeNull();
  });

  it.each([
    [{ files: 3, capacity: 0, people: 0 }, 0],
    [{ files: 40, capacity: null, people: 1 }, 1],
    [{ files: 4, capacity: 10, people: 1 }, 1],
    [{ files: 5, capacity: 10, people: 1 }, 2],
    [{ files: 8, capacity: 10, people: 1 }, 3],
    [{ files: 10, capacity: 10, people: 1 }, 4],
  ])("%j has shade %i", (load, shade) => {
    expect(shadeOfLoad(load)).toBe(shade);
  });
});
