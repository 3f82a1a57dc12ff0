import { describe, expect, it } from "vitest";
import { codeOf, periodName, periodOf, years } from "./period";
import { readDashboardSearch } from "./search";
import { comparison, gapText, valueText } from "./words";

const plain = (text: string | null) => text?.replaceAll(/\s/g, " ") ?? null;
const moved = (value: number | null, previous_value: number | null, unit = "family") =>
  plain(comparison({ value, previous_value, unit }, "2025"));

describe("a figure beside the year before", () => {
  it.each([
    [108, 73, "family", "+48 % par rapport à 2025 (73)"],
    [73, 108, "family", "−32 % par rapport à 2025 (108)"],
    [12, 12, "family", "comme en 2025"],
    [12, 0, "family", "aucun en 2025"],
    [12, null, "family", "pas de mesure en 2025"],
    [86, 83, "percent", "+3 points par rapport à 2025"],
    [82, 83, "percent", "−1 point par rapport à 2025"],
    [83.1, 83, "percent", "comme en 2025"],
    [9.5, 12, "hour", "2,5 h de moins qu’en 2025"],
    [14, 12, "hour", "2 h de plus qu’en 2025"],
  ])("%d after %d (%s)", (value, before, unit, words) => {
    expect(moved(value, before, unit)).toBe(words);
  });

  it("says nothing where nothing was measured", () => {
    expect(moved(null, 12)).toBeNull();
  });
});

it("writes values as their unit is written", () => {
  expect([
    plain(valueText(1044, "person")),
    plain(valueText(83.4, "percent")),
    plain(valueText(12.5, "hour")),
  ]).toEqual(["1 044", "83,4 %", "12,5 h"]);
});

it("tells how far a target is, and that a delay is the better the shorter it is", () => {
  expect([gapText(-17, "family"), gapText(0, "family"), gapText(4, "family")]).toEqual([
    "il en manque 17",
    "objectif atteint",
    "objectif dépassé de 4",
  ]);
  expect([plain(gapText(2, "hour")), gapText(-2, "hour")]).toEqual([
    "2 h de trop",
    "objectif atteint",
  ]);
});

describe("the period in the address", () => {
  const now = new Date("2026-11-21T09:00:00Z");

  it("is read as a year or a quarter, and dropped when it is neither", () => {
    expect(readDashboardSearch({ period: 2025 })).toEqual({ period: "2025" });
    expect(readDashboardSearch({ period: "2025-Q3" })).toEqual({ period: "2025-Q3" });
    expect(readDashboardSearch({ period: "2025-Q5" })).toEqual({});
  });

  it("is the year we are in without any", () => {
    expect(codeOf(periodOf({}, now))).toBe("2026");
    expect(codeOf(periodOf({ period: "2025-Q3" }, now))).toBe("2025-Q3");
    expect([periodName("2025"), periodName("2025-Q1")]).toEqual(["2025", "1er trimestre 2025"]);
    expect(years(now)).toEqual([
      "2026",
      "2025",
      "2024",
      "2023",
      "2022",
      "2021",
      "2020",
      "2019",
      "2018",
    ]);
  });
});
