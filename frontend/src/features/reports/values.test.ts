import { expect, it } from "vitest";
import type { Content, Figure, Report } from "./api";
import { cellText, chosen, evolutionText, figureText, hides, places, stepOf } from "./values";

const cell = (key: string, label: string, value: number | null) => ({
  key,
  label,
  value,
  previous_value: 0,
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

it("puts the EPCI of the main figures in one table, by name, what is nowhere last", () => {
  const settled = figure("families_settled", {
    by_epci: [cell("", "Non précisé", 1), cell("2", "Figeac", 22), cell("1", "Cahors", null)],
  });
  const table = places(content([settled, figure("takeovers_done")]));
  expect(table.figures.map(({ code }) => code)).toEqual(["families_settled"]);
  expect(table.rows.map(({ label }) => label)).toEqual(["Cahors", "Figeac", "Non précisé"]);
  expect(table.rows[1]?.cells[0]?.value).toBe(22);
  expect(hides(content([settled]))).toBe(true);
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
