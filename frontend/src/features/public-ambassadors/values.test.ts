import { describe, expect, it } from "vitest";
import { bodyOf, check, EMPTY, valuesOf } from "./values";

const ZOE = {
  ...EMPTY,
  first_name: " Zoé ",
  last_name: "Élie",
  email: "zoe@ambassade.example",
  kinds: ["inhabitant"],
  commitments: ["talk"],
  commune_code: { code: "46102", name: "Figeac" },
};

describe("the form of an ambassador", () => {
  it("asks for what is missing, by the names of the fields", () => {
    expect(Object.keys(check(EMPTY)).sort()).toEqual(
      ["commitments", "commune_code", "email", "first_name", "kinds", "last_name"].sort(),
    );
    expect(check(ZOE)).toEqual({});
    expect(Object.keys(check({ ...ZOE, is_diaspora: "elsewhere" }))).toEqual(["home"]);
    expect(Object.keys(check({ ...ZOE, nature: "organisation" }))).toEqual(["organisation_name"]);
  });

  it("sends a capacity only of those who sponsor, and a town only of those who live elsewhere", () => {
    const body = bodyOf({ ...ZOE, sponsoring_capacity: "3", home: "Lyon" });
    expect(body).toMatchObject({ first_name: "Zoé", sponsoring_capacity: 0, home: null });
    const sponsor = { ...ZOE, commitments: ["sponsor"], sponsoring_capacity: "3" };
    expect(bodyOf(sponsor).sponsoring_capacity).toBe(3);
  });

  it("starts from what is known and sends the same again", () => {
    const body = bodyOf(ZOE);
    expect(bodyOf(valuesOf({ ...body, commune_name: "Figeac" }))).toEqual(body);
  });
});
