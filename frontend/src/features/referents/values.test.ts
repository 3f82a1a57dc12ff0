import { expect, it } from "vitest";
import type { Referent } from "./api";
import { absenceOn, bodyOf, valuesOf } from "./values";

const referent: Referent = {
  id: "r",
  user_id: null,
  partner_id: "p",
  partner_name: "CC Grand-Figeac",
  display_name: "Inès Roche",
  email: null,
  phone: null,
  zones: ["200067361"],
  project_types: [],
  capacity: null,
  languages: ["fr"],
  absences: [{ from_on: "2026-12-21", to_on: "2027-01-03", substitute_id: "s" }],
  open_files: 4,
  archived_at: null,
  version: 3,
  created_at: "2026-01-05T09:00:00.000Z",
  updated_at: "2026-11-02T14:30:00.000Z",
};

it("sends back what it read", () => {
  const { id, partner_name, open_files, archived_at, version, created_at, updated_at, ...body } =
    referent;
  expect(bodyOf(valuesOf(referent))).toEqual(body);
});

it("reads an absence of one date as that day and drops one without any", () => {
  const values = {
    ...valuesOf(referent),
    absences: [
      { from_on: "2026-12-24", to_on: null, substitute_id: null },
      { from_on: null, to_on: null, substitute_id: null },
    ],
  };
  expect(bodyOf(values).absences).toEqual([
    { from_on: "2026-12-24", to_on: "2026-12-24", substitute_id: null },
  ]);
});

it("knows who is away, both days included", () => {
  expect(absenceOn(referent, "2026-12-21")).toBeDefined();
  expect(absenceOn(referent, "2027-01-03")).toBeDefined();
  expect(absenceOn(referent, "2027-01-04")).toBeUndefined();
});
