import { describe, expect, it } from "vitest";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import { bodyOf, check, EMPTY, siretHelp, type Values } from "./values";

const FILLED: Values = {
  ...EMPTY,
  siret: " 732 829 320 00074 ",
  name: "Ateliers du Célé",
  kind: "private",
  commune_code: { code: "46102", name: "Figeac" },
  first_name: "Zoé",
  last_name: "Élie",
  email: "zoe@cele.example",
  charter_accepted: true,
};

const TICKET = {
  token: "jeton",
  issued_at: "2026-11-21T09:00:00Z",
  charter: { version: "2025-1", title: "", introduction: "", commitments: [], promise: "" },
};

describe("an employer's sign-up", () => {
  it("says how many digits are missing while the number is typed", () => {
    expect(siretHelp("")).toBe(employerSignUp.siretHint);
    expect(siretHelp("732 829 320 000")).toBe("Il manque 2 chiffres.");
    expect(siretHelp("732 829 320 0007")).toBe("Il manque un chiffre.");
    expect(siretHelp("732.829.320 00074")).toBe(employerSignUp.siretComplete);
    expect(siretHelp("732 829 320 000745")).toBe(employerSignUp.siretTooLong);
  });

  it("names what is missing, and sends what was typed", () => {
    expect(Object.keys(check(EMPTY))).toEqual([
      "siret",
      "name",
      "kind",
      "commune_code",
      "first_name",
      "last_name",
      "email",
      "charter_accepted",
    ]);
    expect(check(FILLED)).toEqual({});
    expect(bodyOf(FILLED, TICKET)).toMatchObject({
      token: "jeton",
      siret: "732 829 320 00074",
      commune_code: "46102",
      phone: null,
      charter_accepted: true,
    });
  });
});
