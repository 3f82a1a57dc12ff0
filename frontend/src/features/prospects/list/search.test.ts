import { describe, expect, it } from "vitest";
import { countsQuery, filterCount, listQuery, readProspectSearch, sameSearch } from "./search";

describe("the address of the list", () => {
  it("keeps what the API knows", () => {
    expect(
      readProspectSearch({ q: " Figeac ", status: ["new"], overdue: "true", sort: "name" }),
    ).toEqual({ q: "Figeac", status: ["new"], overdue: true, sort: "name" });
    expect(readProspectSearch({ campaign: "reprendre-une-ferme" })).toEqual({
      campaign: "reprendre-une-ferme",
    });
  });

  it("drops what it does not know", () => {
    expect(
      readProspectSearch({ colour: "red", sort: "lead_email", status: "", overdue: "oui" }),
    ).toEqual({});
  });

  it("reads one code as a list and a number as text", () => {
    expect(readProspectSearch({ status: "new", q: 46 })).toEqual({ status: ["new"], q: "46" });
  });
});

it("counts ignore the status, so that each chip tells what it would show", () => {
  expect(countsQuery({ status: ["new"], overdue: true, sort: "name" })).toEqual({ overdue: true });
});

it("newest first without another wish", () => {
  expect(listQuery({ q: "a" })).toEqual({ q: "a", sort: "-created_at" });
});

it("tells how many filters narrow the list", () => {
  expect(filterCount({ q: "a", sort: "name", status: ["new"], unassigned: true })).toBe(2);
});

it("compares addresses whatever the order of their parts", () => {
  expect(
    sameSearch({ status: ["a", "b"], overdue: true }, { overdue: true, status: ["b", "a"] }),
  ).toBe(true);
  expect(sameSearch({ status: ["a"] }, {})).toBe(false);
});
