import { expect, it } from "vitest";
import { placeOf } from "./place";

it.each([
  ["Espace Valentré", "Cahors", "Espace Valentré, Cahors"],
  ["Salle des fêtes, Saint-Céré", "Saint-Céré", "Salle des fêtes, Saint-Céré"],
  ["Salle de saint-cere", "Saint-Céré", "Salle de saint-cere"],
  [null, "Figeac", "Figeac"],
  ["En ligne", null, "En ligne"],
  [null, null, ""],
])("%s in %s is told once", (place, commune_name, told) => {
  expect(placeOf({ place, commune_name })).toBe(told);
});
