import { describe, expect, it } from "vitest";
import { chosen, offerQuery, readOfferSearch, toggled } from "./search";

describe("the search of offers in the address", () => {
  it("keeps what it knows and drops the rest", () => {
    const raw = {
      q: " infirmière ",
      epci: 200067361,
      housing: "true",
      sort: "salary",
      salary: "1",
    };
    expect(readOfferSearch(raw)).toEqual({ q: "infirmière", epci: "200067361", housing: true });
  });

  it("orders by distance and takes a radius only around somewhere", () => {
    expect(readOfferSearch({ sort: "distance", radius: "20" })).toEqual({});
    const around = readOfferSearch({ around: 46102, sort: "distance", radius: 20 });
    expect(around).toEqual({ around: "46102", sort: "distance", radius: "20" });
    expect(offerQuery({ around: "46102" }).radius_km).toBe("30");
  });

  it("chooses several values of a facet, and takes them back", () => {
    const two = toggled(toggled({}, "contract", "CDI"), "contract", "CDD");
    expect(chosen(two, "contract")).toEqual(["CDI", "CDD"]);
    expect(readOfferSearch({ ...toggled(two, "contract", "CDI") })).toEqual({ contract: "CDD" });
    expect(readOfferSearch({ ...toggled({ contract: "CDD" }, "contract", "CDD") })).toEqual({});
  });
});
