import { expect, it } from "vitest";
import { readCampaignSearch, readPrintSearch } from "./search";
import { bodyOf, codeOf, moved, phaseBodyOf, phaseValuesOf, reachedOf, valuesOf } from "./values";

it("makes a code of a name as people would type it", () => {
  expect(codeOf("Et si vous restiez ?")).toBe("et-si-vous-restiez");
  expect(codeOf("  Été à Figeac : l’aire du Causse !")).toBe("ete-a-figeac-l-aire-du-causse");
  expect(codeOf("???")).toBe("");
});

it("keeps cents whole", () => {
  const values = { ...valuesOf(null), label: " Été ", budget_cents: 1200.1 };
  expect(bodyOf(values)).toMatchObject({ label: "Été", budget_cents: 120_010, goal: null });
  expect(bodyOf({ ...values, budget_cents: "" }).budget_cents).toBeNull();
});

it("keeps the id of a phase that changes", () => {
  const values = {
    ...phaseValuesOf(null),
    label: "Été",
    starts_on: "2027-07-01",
    ends_on: "2027-08-31",
  };
  expect(phaseBodyOf(values, "one")).toMatchObject({ id: "one", starts_on: "2027-07-01" });
  expect(phaseBodyOf(values, null).id).toBeNull();
});

it("moves one element and leaves the others in order", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});

it("opens files for what is a file only", () => {
  expect(reachedOf("visits")).toBeNull();
  expect(reachedOf("files")).toEqual({});
  expect(reachedOf("settled")).toEqual({ reached: "settled" });
});

it("reads addresses and drops what it does not know", () => {
  expect(readCampaignSearch({ q: " été ", archived: true, x: 1 })).toEqual({
    q: "été",
    archived: true,
  });
  expect(readPrintSearch({ format: "a3" })).toEqual({ format: "a5" });
  expect(readPrintSearch({ format: "a6", point: "id" })).toEqual({ format: "a6", point: "id" });
});
