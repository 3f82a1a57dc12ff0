import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatDays,
  formatDaysFromNow,
  formatLabels,
  formatList,
  formatPercent,
  formatPhone,
  formatShortDateTime,
  formatTime,
  isShipped,
  ofName,
  plural,
  today,
  unbroken,
} from "./format";
import { parseFrenchDate } from "./french-date";

describe("dates in Paris", () => {
  it("shows an instant at the wall time of Paris, summer and winter", () => {
    expect(formatDateTime("2026-07-01T22:30:00.000Z")).toBe("2 juillet 2026 à 00:30");
    expect(formatDateTime("2026-11-21T09:15:00.000Z")).toBe("21 novembre 2026 à 10:15");
    expect(formatShortDateTime("2026-11-21T09:15:00.000Z")).toBe("21/11/2026 10:15");
    expect(formatTime("2026-07-01T06:00:00Z")).toBe("08\u00a0h");
    expect(formatTime("2026-11-21T17:30:00Z")).toBe("18\u00a0h\u00a030");
  });

  it("never moves a date to its neighbour", () => {
    expect(formatDate("2026-01-01")).toBe("1er janvier 2026");
    expect(formatDate("2026-01-11")).toBe("11 janvier 2026");
  });

  it("knows today in Paris when UTC is still yesterday", () => {
    expect(today(new Date("2026-11-21T23:30:00Z"))).toBe("2026-11-22");
  });

  it("counts days across the change of hour", () => {
    const now = new Date("2026-10-24T21:00:00Z");
    expect(formatDaysFromNow("2026-10-25", now)).toBe("demain");
    expect(formatDaysFromNow("2026-10-27", now)).toBe("dans 3 jours");
  });
});

describe("French words", () => {
  it.each([
    [0, "0 dossier"],
    [1, "1 dossier"],
    [2, "2 dossiers"],
  ])("counts %i", (count, text) => {
    expect(plural(count, "% dossier", "% dossiers")).toBe(text);
  });

  it("joins and shares", () => {
    expect(formatList(["Figeac", "Cahors", "Gourdon"])).toBe("Figeac, Cahors et Gourdon");
    expect(formatPercent(0.479)).toMatch(/^47,9\s%$/u);
  });
});

describe("telephone numbers", () => {
  it.each([
    ["+33199004600", "01 99 00 46 00"],
    ["+33639981234", "06 39 98 12 34"],
    ["+3225551212", "+3225551212"],
  ])("shows %s as %s", (number, text) => {
    expect(formatPhone(number)).toBe(text);
  });
});

it("keeps signs beside the word they follow, in what people wrote", () => {
  expect(unbroken("Le projet : « ferme » ?")).toBe("Le projet\u00a0: «\u00a0ferme\u00a0»\u00a0?");
});

describe("typed dates", () => {
  it.each([
    ["21/11/2026", "2026-11-21"],
    ["1-2-26", "2026-02-01"],
    ["21112026", "2026-11-21"],
    ["2026-11-21", "2026-11-21"],
    ["31/02/2026", null],
    ["demain", null],
    ["", null],
  ])("reads %j as %j", (typed, date) => {
    expect(parseFrenchDate(typed)).toBe(date);
  });
});

describe("people's words", () => {
  it("writes a French phone number in pairs and leaves another country's alone", () => {
    expect(formatPhone("+33639980001")).toBe("06 39 98 00 01");
    expect(formatPhone("+32470000000")).toBe("+32470000000");
  });

  it("keeps the capital of the first label and of acronyms only", () => {
    expect(formatLabels(["Emploi salarié", "Reprise d’une entreprise", "CDI"])).toBe(
      "Emploi salarié, reprise d’une entreprise et CDI",
    );
  });
});

it.each([
  ["Sophie et Marc", "de Sophie et Marc"],
  ["Odile", "d’Odile"],
  ["Éloïse", "d’Éloïse"],
  ["Yann", "de Yann"],
])("joins a name as people say it: %s", (name, said) => {
  expect(ofName(name)).toBe(said);
});

it("tells what was shipped from what somebody changed", () => {
  expect(isShipped("1970-01-01T00:00:00Z")).toBe(true);
  expect(isShipped("2026-11-21T09:15:00Z")).toBe(false);
});

it.each([
  ["2026-04-03", "2026-04-03", "3 avril 2026"],
  ["2026-04-01", "2026-04-04", "du 1er au 4 avril 2026"],
  ["2026-01-29", "2026-02-02", "du 29 janvier au 2 février 2026"],
  ["2026-12-30", "2027-01-02", "du 30 décembre 2026 au 2 janvier 2027"],
])("says once what two days share: %s and %s", (first, last, said) => {
  expect(formatDays(first, last)).toBe(said);
});
