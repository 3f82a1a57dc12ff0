import { expect, it } from "vitest";
import type { Referent } from "@/features/referents/api";
import { patchOf, valuesOf } from "./my-referent";

const referent = {
  id: "r2",
  partner_id: "p",
  display_name: "Paul Cassagne",
  email: "paul@figeac.example",
  phone: "+33639981234",
  zones: ["200067361"],
  project_types: ["employee"],
  languages: ["fr"],
  capacity: 20,
  absences: [{ from_on: "2026-12-21", to_on: "2027-01-03", substitute_id: null }],
} as unknown as Referent;

it("sends back what it read, and nothing that is the programme's business", () => {
  expect(patchOf(referent, valuesOf(referent))).toEqual({
    email: "paul@figeac.example",
    phone: "+33639981234",
    languages: ["fr"],
    capacity: 20,
    absences: [{ from_on: "2026-12-21", to_on: "2027-01-03", substitute_id: null }],
  });
});

it("takes an empty capacity for no limit", () => {
  expect(patchOf(referent, { ...valuesOf(referent), capacity: "" }).capacity).toBeNull();
});
