import { expect, it } from "vitest";
import { type PlacedCommune, schematicMap } from "./map";

const commune = (code: string, epci_code: string, latitude: number, longitude: number) =>
  ({ code, epci_code, latitude, longitude, name: code }) satisfies PlacedCommune;

const COMMUNES = [
  commune("46042", "cahors", 44.45, 1.44),
  commune("46340", "cahors", 44.47, 1.5),
  commune("46102", "figeac", 44.61, 2.03),
];

/** How many lines a path draws. */
const lines = (path: string) => path.split("M").length - 1;

it("draws every commune once, within its EPCI", () => {
  const map = schematicMap(COMMUNES, []);
  expect(map.epcis.map((epci) => [epci.code, epci.communes.length])).toEqual([
    ["cahors", 2],
    ["figeac", 1],
  ]);
  expect(map.epcis.every((epci) => epci.communes.every((one) => one.path !== ""))).toBe(true);
});

it("draws outlines instead of cells once every commune has one", () => {
  const square = (lon: number, lat: number) => [
    [
      [lon, lat],
      [lon + 0.1, lat],
      [lon + 0.1, lat + 0.1],
      [lon, lat + 0.1],
    ],
  ];
  const contours = COMMUNES.map(({ code }, index) => ({
    commune_code: code,
    vintage: 2024,
    polygons: [square(1.4 + index * 0.1, 44.4)],
  }));
  const outlined = schematicMap(COMMUNES, contours);
  expect(outlined.epcis.flatMap((one) => one.communes.map(({ path }) => lines(path)))).toEqual([
    1, 1, 1,
  ]);
  // Two squares side by side have six edges around them.
  expect(lines(outlined.epcis[0]?.border ?? "")).toBe(6);
  expect(schematicMap(COMMUNES, contours.slice(1))).toEqual(schematicMap(COMMUNES, []));
});

it("has nothing to draw without communes", () => {
  expect(schematicMap([], []).epcis).toEqual([]);
});
