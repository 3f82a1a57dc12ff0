import { expect, it } from "vitest";
import { reports } from "@/i18n/fr/reports";
import type { Content, Figure, Report } from "./api";
import {
  aims,
  cellText,
  chosen,
  evolutionText,
  figureText,
  gapText,
  hides,
  places,
  stepOf,
  targetText,
} from "./values";

const cell = (key: string, label: string, value: number | null) => ({
  key,
  label,
  value,
  previous_value: 0,
  target: null,
  gap: null,
  previous_target: null,
  hidden: value === null,
  previous_hidden: false,
});

const figure = (code: string, more: Partial<Figure> = {}): Figure => ({
  code,
  label: code,
  unit: "family",
  definition: "",
  date_rule: "",
  value: 108,
  previous_value: 73,
  target: null,
  gap: null,
  previous_target: null,
  by_epci: [],
  by_source: [],
  has_files: true,
  ...more,
});

const content = (figures: Figure[]): Content => ({
  format: 1,
  year: 2024,
  edition: 1,
  computed_on: "2025-01-10",
  figures,
  coefficients: [],
  published_figures: [],
  correction: null,
  files_sha256: "",
});

it("tells an evolution as the press does, and none where there is nothing to compare", () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  expect(plain(evolutionText(figure("a")))).toBe("+47,9 %");
  expect(plain(evolutionText(figure("a", { value: 73, previous_value: 101 })))).toBe("-27,7 %");
  expect(evolutionText(figure("a", { previous_value: 0 }))).toBe("–");
  expect(evolutionText(figure("a", { value: null }))).toBe("–");
  expect(evolutionText(figure("a", { unit: "percent" }))).toBe("–");
});

it("writes each unit and says when nothing can be measured", () => {
  expect(figureText(1044, "person")).toBe("1\u202f044");
  expect(figureText(72.5, "percent")).toBe("72,5\u202f%");
  expect(figureText(null, "hour")).toBe("Rien à mesurer");
  expect(cellText(null, true)).toBe("< 5 ou masqué");
});

it("tells the year, the month or the day that a figure was told for", () => {
  const told = ["2024", "2025-01", "2025-01-28"].map((asOf) => reports.heldFor(null, asOf));
  expect(told).toEqual(["2024", "janvier 2025", "28 janvier 2025"]);
  expect(reports.heldFor(2018, "2024")).toBe("2018 à 2024");
});

it("tells a target and the way to it, and nothing where nothing was aimed at", () => {
  const settled = figure("families_settled", { target: 120, gap: -12 });
  expect([targetText(settled.target), gapText(settled)]).toEqual(["120", "-12"]);
  expect(gapText(figure("a", { target: 100, gap: 8 }))).toBe("+8");
  expect([targetText(null), gapText(figure("a"))]).toEqual(["–", "–"]);
  expect(aims(content([figure("a"), settled]))).toBe(true);
  expect(aims(content([figure("a")]))).toBe(false);
});

it("puts the EPCI of the main figures in one table, by name, what is nowhere last", () => {
  const settled = figure("families_settled", {
    by_epci: [cell("", "Non précisé", 1), cell("2", "Figeac", 22), cell("1", "Cahors", null)],
  });
  const table = places(content([settled, figure("takeovers_done")]));
  expect(table.figures.map(({ code }) => code)).toEqual(["families_settled"]);
  expect(table.rows.map(({ label }) => label)).toEqual(["Cahors", "Figeac", "Non précisé"]);
  expect(table.rows[1]?.cells[0]?.value).toBe(22);
  // Whoever reads the files behind a figure is hidden nothing.
  expect(hides(content([settled]))).toBe(false);
  expect(hides(content([{ ...settled, has_files: false }]))).toBe(true);
  expect(hides(content([figure("a")]))).toBe(false);
});

it("knows which step is done, and which edition an address means", () => {
  expect(
    ["draft", "computed", "validated", "published"].map((step) =>
      stepOf("computed", step as "draft"),
    ),
  ).toEqual(["done", "now", "later", "later"]);
  expect(stepOf("published", "published")).toBe("done");
  const editions = [{ edition: 2 }, { edition: 1 }] as Report[];
  expect([undefined, 1, 7].map((wanted) => chosen(editions, wanted)?.edition)).toEqual([2, 1, 2]);
});
