import { describe, expect, it } from "vitest";
import { bodyOf, newLine, valuesOf } from "./values";

describe("the form of an event", () => {
  it("starts with one day and sends euros as cents", () => {
    const values = valuesOf(null);
    expect(values.days).toHaveLength(1);
    values.title = " TAF Toulouse ";
    values.kind = "job_fair";
    values.days = [{ key: "a", on: "2027-03-19", opens_at: "09:30", closes_at: "17:00" }];
    values.budget = [{ ...newLine(), label: "Stand", cents: 120.99 }];
    expect(bodyOf(values)).toMatchObject({
      title: "TAF Toulouse",
      kind: "job_fair",
      format: "onsite",
      place: null,
      capacity: null,
      days: [{ on: "2027-03-19", opens_at: "09:30", closes_at: "17:00" }],
      budget: [{ label: "Stand", stage: "planned", cents: 12_099 }],
    });
  });
});
