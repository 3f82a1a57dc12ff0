import { expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { type Answers, checkAnswers, emptyAnswers, onFormFields, toPayload } from "./answers";
import type { FormTicket } from "./api";

const ticket: FormTicket = {
  token: "jeton",
  issued_at: "2026-11-21T10:00:00.000Z",
  consent_texts: [
    { purpose: "follow_up", version: "2026-1", text: "Suivi", required: true },
    { purpose: "newsletter", version: "2026-1", text: "Lettre", required: false },
  ],
};

const complete: Answers = {
  ...emptyAnswers({}),
  first_name: " Nora ",
  last_name: "Vidal",
  email: "nora.vidal@mail.example",
  postal_code: "44000",
  household_kind: "family",
  children: { under_3: 1, six_to_10: 2, eighteen_plus: 0 },
  partner_first_name: "Paul",
  project_types: ["farm_takeover"],
  occupation: { code: null, text: "maraîchère" },
  partner_occupation: { code: "J1506", text: "Infirmier" },
  horizon: "six_to_12_months",
  wished_territories: ["200066371", "46102"],
  consents: ["follow_up"],
};

it("sends one band per child, both adults and the texts agreed to", () => {
  expect(
    toPayload(complete, ticket, { campagne: "et-si-vous-restiez", point: "K7M2QX" }),
  ).toMatchObject({
    token: "jeton",
    first_name: "Nora",
    phone: null,
    children_age_bands: ["under_3", "six_to_10", "six_to_10"],
    occupations: [
      { occupation_code: null, text: "maraîchère" },
      { occupation_code: "J1506", text: "Infirmier" },
    ],
    partner_first_name: "Paul",
    wished_territories: ["200066371", "46102"],
    territory_indifferent: false,
    campaign: "et-si-vous-restiez",
    touchpoint: "K7M2QX",
    consents: [{ purpose: "follow_up", version: "2026-1" }],
  });
});

it("leaves out what the household's shape made meaningless", () => {
  const alone = { ...complete, household_kind: "alone", undecided: true };
  expect(toPayload(alone, ticket, {})).toMatchObject({
    children_age_bands: [],
    occupations: [{ text: "maraîchère" }],
    partner_first_name: null,
    wished_territories: [],
    territory_indifferent: true,
    campaign: null,
    touchpoint: null,
  });
});

it("agrees to nothing by itself and takes the source from the link", () => {
  const fresh = emptyAnswers({ source: "salon", territory: "200067361" });
  expect(fresh.consents).toEqual([]);
  expect(fresh.source_detail).toBe("salon");
  expect(fresh.wished_territories).toEqual(["200067361"]);
});

it("names every missing answer at once, and none when all is there", () => {
  expect(Object.keys(checkAnswers(emptyAnswers({}), ["follow_up"])).sort()).toEqual([
    "consents",
    "email",
    "first_name",
    "horizon",
    "household_kind",
    "last_name",
    "postal_code",
    "project_types",
    "wished_territories",
  ]);
  expect(checkAnswers(complete, ["follow_up"])).toEqual({});
});

it("accepts a phone alone and a foreign address without postal code", () => {
  const abroad = { ...complete, email: "", phone: "0639981234", country: "BE", postal_code: "" };
  expect(checkAnswers(abroad, [])).toEqual({});
});

const refusal = (pointer: string, code: string) =>
  new Problem({ status: 422, code: "validation_failed", errors: [{ pointer, code, message: "" }] });

it("leads the server's refusals to the fields of the form", () => {
  const fieldOf = (pointer: string) => onFormFields(refusal(pointer, "invalid")).errors[0]?.pointer;
  expect(fieldOf("/occupations/0/text")).toBe("/occupation");
  expect(fieldOf("/occupations/1/occupation_code")).toBe("/partner_occupation");
  expect(fieldOf("/children_age_bands/3")).toBe("/children");
  expect(fieldOf("/consents/0/version")).toBe("/consents");
  expect(fieldOf("/postal_code")).toBe("/postal_code");
});
