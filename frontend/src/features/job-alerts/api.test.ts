import { describe, expect, it } from "vitest";
import { filtersOf } from "./api";

describe("filtersOf", () => {
  it("keeps the whole search but its order", () => {
    const search = {
      q: "infirmier",
      epci: "200067361,200066371",
      around: "46102",
      sort: "distance",
      partner: true as const,
    };
    expect(filtersOf(search)).toEqual({
      q: "infirmier",
      epci: ["200067361", "200066371"],
      commune: [],
      occupation: [],
      contract: [],
      sector: [],
      housing: false,
      remote: false,
      partner_welcome: true,
      around: "46102",
      radius_km: 30,
    });
  });

  it("asks for no radius without a place", () => {
    expect(filtersOf({ radius: "50" })).toMatchObject({ q: null, around: null, radius_km: null });
  });
});
