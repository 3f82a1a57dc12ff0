import { describe, expect, it } from "vitest";
import { eventQuery, readEventSearch } from "./search";

describe("the address of the events", () => {
  it("keeps what it knows and drops the rest", () => {
    expect(readEventSearch({ q: " salon ", month: "2027-03", past: "true", x: 1 })).toEqual({
      q: "salon",
      month: "2027-03",
      past: true,
    });
    expect(readEventSearch({ month: "2027-13", kind: "" })).toEqual({});
  });

  it("asks from today on, or backwards for what is over", () => {
    const now = new Date("2026-11-21T09:00:00Z");
    expect(eventQuery({ kind: "health" }, now)).toMatchObject({
      kind: "health",
      from: "2026-11-21",
    });
    expect(eventQuery({ past: true }, now)).toMatchObject({ from: undefined, sort: "-first_on" });
  });
});
