import { expect, test } from "vitest";
import { bodyOf, conditionsOf, type Endowment, missingOf, valuesOf } from "./endowments";

const KIT: Endowment = {
  id: "0193a000-0000-7000-8000-0000000000d1",
  label: "Kit de bienvenue",
  description: null,
  stock: 0,
  min_days_active: null,
  min_sponsorings_accepted: null,
  requires_image_right: false,
  once: false,
  archived_at: null,
  version: 1,
  created_at: "2026-11-21T09:00:00Z",
  updated_at: "2026-11-21T09:00:00Z",
};

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("a stock of nothing stays nothing, and an empty number is no limit", () => {
  expect(bodyOf(valuesOf(KIT)).stock).toBe(0);
  expect(bodyOf({ ...valuesOf(KIT), stock: "" }).stock).toBeNull();
  expect(bodyOf({ ...valuesOf(null), label: " Kit " })).toMatchObject({
    label: "Kit",
    description: null,
    min_days_active: null,
  });
});

test("conditions are told in words, in one order", () => {
  expect(conditionsOf(KIT)).toBe("Pour tout ambassadeur actif");
  const asked = { ...KIT, once: true, min_days_active: 1, min_sponsorings_accepted: 2 };
  expect(plain(conditionsOf(asked))).toBe(
    "Conditions : ambassadeur depuis 1 jour au moins, 2 parrainages acceptés au moins, une seule par ambassadeur",
  );
});

test("what is missing is told with both figures, in the order of the server", () => {
  const offer = {
    endowment: { ...KIT, min_days_active: 365 },
    may_be_given: false,
    missing: ["days_active", "in_stock", "a_new_code"],
  };
  const told = missingOf(offer, { days_active: 40, sponsorings_accepted: 0 });
  expect(told.map(plain)).toEqual([
    "Ambassadeur depuis 40 jours ; il en faut 365.",
    "Il n’en reste plus.",
    "a_new_code",
  ]);
});
