import { describe, expect, it } from "vitest";
import { dayInLot, draftOf, EMPTY, faultsOf, itemOf, pause, placesLike } from "./draft";
import { plainCode } from "./vault";

const NOW = "2027-03-19T10:00:00.000Z";
const SHOWN = { version: "2026-11", notice_version: "notices-1" };

describe("a draft", () => {
  it("asks for an agreement as soon as anybody is named", () => {
    expect(faultsOf(EMPTY)).toEqual({});
    expect(faultsOf({ ...EMPTY, firstName: "Zoé" })).toEqual({ agreed: "consent_required" });
    expect(faultsOf({ ...EMPTY, firstName: "Zoé", agreed: true })).toEqual({});
    expect(faultsOf({ ...EMPTY, email: "zoe@", phone: "06 39", agreed: true })).toEqual({
      email: "invalid_email",
      phone: "invalid_phone",
    });
  });

  it("comes back from what is sent", () => {
    const draft = {
      ...EMPTY,
      firstName: "Zoé",
      phone: "06 39 98 12 34",
      projects: ["craft"],
      territory: "46102",
      agreed: true,
      isHealth: true,
      semester: "3",
      endsOn: "2028-08-31",
    };
    const item = itemOf(draft, "id", NOW, SHOWN);
    expect(item.consent).toEqual({ ...SHOWN, given_at: NOW });
    expect(draftOf(item)).toEqual(draft);
    expect(itemOf(EMPTY, "id", NOW, SHOWN).consent).toBeNull();
  });
});

it("counts a day in the Lot, whatever the device says", () => {
  expect(dayInLot(Date.parse("2027-03-19T23:30:00Z"))).toBe("2027-03-20");
  expect(dayInLot(Date.parse("2027-03-28T00:30:00Z"))).toBe("2027-03-28");
});

it("waits longer after each failure, a minute at most", () => {
  expect([0, 1, 2, 9].map(pause)).toEqual([2_000, 4_000, 8_000, 60_000]);
});

it("finds places without accents, those that begin with the text first", () => {
  const place = (name: string) => ({ code: name, name, detail: "" });
  const places = [place("Lacapelle-Marival"), place("Marminiac"), place("Bégoux")];
  expect(placesLike(places, "mar", 5).map(({ name }) => name)).toEqual([
    "Marminiac",
    "Lacapelle-Marival",
  ]);
  expect(placesLike(places, "begoux", 5)).toHaveLength(1);
});

it("reads a code as people type it", () => {
  expect(plainCode(" 7k2m-9qxt ")).toBe("7K2M9QXT");
  expect(plainCode("oil0-0000")).toBe("01100000");
});
