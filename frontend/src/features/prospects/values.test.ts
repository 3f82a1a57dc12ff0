import { expect, it } from "vitest";
import { daysBetween, fullName, inDays, nextActionOf, textOrNull } from "./values";

it("counts whole days, across the change of hour too", () => {
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2026-11-21", "2026-11-21")).toBe(0);
  expect(daysBetween("2026-11-22", "2026-11-21")).toBe(0);
  expect(inDays("2026-12-30", 3)).toBe("2027-01-02");
});

it("sends blanks as null", () => {
  expect(textOrNull("  ")).toBeNull();
  expect(textOrNull(" Figeac ")).toBe("Figeac");
});

it("has a next action only with a word and a day", () => {
  expect(nextActionOf({ label: "Appeler", on: null })).toBeNull();
  expect(nextActionOf({ label: " Appeler ", on: "2026-12-01" })).toEqual({
    label: "Appeler",
    on: "2026-12-01",
    assignee_id: null,
  });
});

it("names a person with what is known", () => {
  expect(fullName({ first_name: "Inès", last_name: null })).toBe("Inès");
});
