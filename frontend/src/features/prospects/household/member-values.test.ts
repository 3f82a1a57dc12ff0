import { expect, it } from "vitest";
import { memberBody, memberValues } from "./member-values";

it("sends nothing but the age band of a child", () => {
  const values = { ...memberValues(null, "child"), age_band: "six_to_10", first_name: "Zoé" };
  expect(memberBody(values)).toEqual({ role: "child", age_band: "six_to_10" });
});

it("sends no career when nothing of it is known", () => {
  expect(memberBody({ ...memberValues(null, "partner"), first_name: " Inès " })).toEqual({
    role: "partner",
    first_name: "Inès",
    last_name: null,
    email: null,
    phone: null,
    career: null,
  });
});

it("keeps details of a health career for that sector only", () => {
  const values = memberValues(null, "lead");
  values.career.health.speciality = "Médecine générale";
  values.career.occupation = { code: null, text: "Médecin" };
  expect(memberBody(values).career?.health).toBeNull();
  values.career.sector = "health";
  expect(memberBody(values).career?.health?.speciality).toBe("Médecine générale");
});
