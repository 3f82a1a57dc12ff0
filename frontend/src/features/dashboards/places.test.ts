import { expect, it } from "vitest";
import type { Territory } from "@/api/reference";
import { COMMUNES, legendOf, measuresOf, placesOf, scaleOf } from "./places";
import type { Cell, Dashboard, Figure } from "./types";

const cell = (key: string, value: number | null, hidden = false): Cell => ({
  key,
  label: key,
  value,
  hidden,
});
const MEASURE = {
  code: "families_settled",
  label: "Familles installées",
  unit: "family",
  cells: [cell("figeac", 40), cell("cahors", 10), cell("gourdon", null, true), cell("none", 0)],
};

it("colours places by their value, what is hidden apart, and what nobody names not at all", () => {
  const shade = scaleOf(MEASURE);
  expect(["figeac", "cahors", "gourdon", "none", "elsewhere"].map(shade)).toEqual([
    4,
    1,
    "hidden",
    0,
    0,
  ]);
});

it("says in words what each colour means, and that something is hidden only when it is", () => {
  const labels = (cells: Cell[]) => legendOf({ ...MEASURE, cells }).map(({ label }) => label);
  expect(labels(MEASURE.cells)).toEqual([
    "0",
    "1 à 10",
    "11 à 20",
    "21 à 30",
    "31 à 40",
    "moins de 5",
  ]);
  expect(labels([cell("figeac", 1)])).toEqual(["0", "1"]);
});

it("offers the figures that are known by place, then communes when there are any", () => {
  const figure = (code: string, by_epci: Cell[]) => ({ code, label: code, unit: "file", by_epci });
  const figures = [figure("a", [cell("figeac", 1)]), figure("b", [])] as Figure[];
  const board = (communes: Cell[]) => ({ figures, communes }) as Dashboard;
  expect(measuresOf(board([])).map(({ code }) => code)).toEqual(["a"]);
  expect(measuresOf(board([cell("46102", 1)])).map(({ code }) => code)).toEqual(["a", COMMUNES]);
});

it("keeps communes within their EPCI", () => {
  const place = (code: string, kind: string, parent_code: string | null) =>
    ({ code, kind, name: code, parent_code, latitude: 44, longitude: 1 }) as Territory;
  const places = placesOf([
    place("46", "departement", null),
    place("f", "epci", "46"),
    place("46102", "commune", "f"),
  ]);
  expect(places.epcis).toEqual([{ code: "f", name: "f" }]);
  expect(places.communes.map(({ code, epci_code }) => [code, epci_code])).toEqual([["46102", "f"]]);
});
