import { expect, it } from "vitest";
import type { HouseholdWishes } from "./api";
import { changesOf, checkWishes, placesMax, valuesOf } from "./wishes";

const wishes: HouseholdWishes = {
  wished_territories: [
    { code: "46102", name: "Figeac" },
    { code: "200023737", name: "CA du Grand Cahors" },
  ],
  territory_indifferent: false,
  project_types: ["employee"],
  horizon: "over_a_year",
};
const before = valuesOf(wishes);

it("sends nothing but what was changed", () => {
  expect(changesOf(before, valuesOf(wishes))).toEqual({});
  expect(changesOf(before, { ...before, horizon: "under_3_months" })).toEqual({
    horizon: "under_3_months",
  });
  expect(changesOf(before, { ...before, project_types: ["employee", "craft"] })).toEqual({
    project_types: ["employee", "craft"],
  });
});

it("takes the order of the places for a change, and no preference for no place", () => {
  const turned = [...before.wished_territories].reverse();
  expect(changesOf(before, { ...before, wished_territories: turned })).toEqual({
    wished_territories: turned,
    territory_indifferent: false,
  });
  expect(changesOf(before, { ...before, undecided: true })).toEqual({
    wished_territories: [],
    territory_indifferent: true,
  });
});

it("asks for a place only when places were changed", () => {
  const unknown = valuesOf({
    wished_territories: [],
    territory_indifferent: false,
    project_types: [],
    horizon: null,
  });
  expect(checkWishes(unknown, { ...unknown, horizon: "unknown" })).toEqual({});
  expect(Object.keys(checkWishes(before, { ...before, wished_territories: [] }))).toEqual([
    "wished_territories",
  ]);
  expect(Object.keys(checkWishes(before, { ...before, project_types: [] }))).toEqual([
    "project_types",
  ]);
  expect(checkWishes(before, { ...before, wished_territories: [], undecided: true })).toEqual({});
});

it("never makes a household give up places that its référent noted", () => {
  expect(placesMax(wishes)).toBe(5);
  const many = Array.from({ length: 7 }, (_, place) => ({ code: `${place}`, name: "" }));
  expect(placesMax({ ...wishes, wished_territories: many })).toBe(7);
});
