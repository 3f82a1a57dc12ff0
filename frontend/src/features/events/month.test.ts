import { describe, expect, it } from "vitest";
import { addDays, addMonths, weeksOf } from "./month";

describe("days of a calendar", () => {
  it("steps over the ends of months and years, and over the nights when clocks change", () => {
    expect(addDays("2027-03-27", 2)).toBe("2027-03-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2027-01", -1)).toBe("2026-12");
  });

  it("lays a month out from Monday to Sunday", () => {
    const weeks = weeksOf("2027-03");
    expect(weeks[0]).toEqual([
      "2027-03-01",
      "2027-03-02",
      "2027-03-03",
      "2027-03-04",
      "2027-03-05",
      "2027-03-06",
      "2027-03-07",
    ]);
    expect(weeks.at(-1)?.at(-1)).toBe("2027-04-04");
    expect(weeksOf("2026-11")[0]?.[0]).toBe("2026-10-26");
  });
});
