import { describe, expect, it } from "vitest";
import { clockOf, slotsOf } from "./slots";

describe("slots of a stretch", () => {
  it("cuts it into equal parts and leaves the rest", () => {
    expect(slotsOf({ starts_at: "14:00", ends_at: "15:10" }, 30)).toEqual([
      { starts_at: "14:00", ends_at: "14:30" },
      { starts_at: "14:30", ends_at: "15:00" },
    ]);
    expect(slotsOf({ starts_at: "09:50", ends_at: "10:10" }, 20)).toEqual([
      { starts_at: "09:50", ends_at: "10:10" },
    ]);
  });

  it("cuts nothing without a length", () => {
    expect(slotsOf({ starts_at: "14:00", ends_at: "15:00" }, 0)).toEqual([]);
  });
});

it("tells the day and the time of the Lot in summer and in winter", () => {
  expect(clockOf("2027-06-06T12:00:00Z")).toEqual({ on: "2027-06-06", time: "14:00" });
  expect(clockOf("2026-12-31T23:30:00Z")).toEqual({ on: "2027-01-01", time: "00:30" });
});
