import { describe, expect, it } from "vitest";
import { contactForm } from "./fr/contact-form";
import { household } from "./fr/household";

describe("French marks", () => {
  it("stay with their word, in sentences and around what they quote", () => {
    expect(contactForm.householdKind).toBe("Qui viendrait vivre dans le Lot\u00a0?");
    expect(household.supportAction).toBe("Passer à «\u00a0Accompagné\u00a0»");
    expect(household.nextLate("hier")).toBe("En retard\u00a0: c’était hier");
  });
});
