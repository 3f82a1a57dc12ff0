import { describe, expect, it } from "vitest";
import { agreed, choicesOf, differing } from "./choices";

const field = (name: string, first: string | null, second: string | null) => ({
  field: name,
  list: null,
  first,
  second,
  differs: first !== null && second !== null && first !== second,
});

const FIELDS = [
  field("city", "Nantes", "Rezé"),
  field("country", "FR", "FR"),
  field("postal_code", null, "44400"),
  field("message", null, null),
  field("lead_phone", "1", "2"),
];

describe("the fields of two files", () => {
  it("are told apart by whether somebody has to decide", () => {
    expect(differing(FIELDS).map(({ field }) => field)).toEqual(["city", "lead_phone"]);
    expect(agreed(FIELDS).map(({ field }) => field)).toEqual(["country", "postal_code"]);
  });

  it("are chosen from either file, seen from the one that stays", () => {
    const chosen = new Map([["city", "second" as const]]);
    expect(choicesOf(FIELDS, "first", chosen)).toEqual({ city: "other", lead_phone: "kept" });
    expect(choicesOf(FIELDS, "second", chosen)).toEqual({ city: "kept", lead_phone: "kept" });
  });
});
