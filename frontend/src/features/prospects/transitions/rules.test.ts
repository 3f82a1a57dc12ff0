import { describe, expect, it } from "vitest";
import { asksNothing, demandsOf, isReversible, type Situation } from "./rules";

const complete: Situation = {
  status: "supported",
  hasNextAction: true,
  hasInstallation: true,
  hasTerritorialReferent: true,
};

describe("what a move demands", () => {
  it("asks why a file is closed", () => {
    expect(demandsOf("closed", complete).closingReason).toBe(true);
  });

  it("asks for an installation before settling", () => {
    expect(demandsOf("settled", { ...complete, hasInstallation: false }).installation).toBe(true);
    expect(asksNothing(demandsOf("settled", complete))).toBe(true);
  });

  it("asks why an installation is taken back", () => {
    expect(demandsOf("confirmed", { ...complete, status: "settled" }).reason).toBe(true);
    expect(demandsOf("confirmed", complete).reason).toBe(false);
  });

  it("asks for the next action of a file that has none", () => {
    expect(demandsOf("qualified", { ...complete, hasNextAction: false }).nextAction).toBe(true);
    expect(demandsOf("settled", { ...complete, hasNextAction: false }).nextAction).toBe(false);
  });

  it("asks for a territorial référent before assigning", () => {
    const alone = { ...complete, hasTerritorialReferent: false };
    expect(demandsOf("assigned", alone).assignment).toBe(true);
  });
});

describe("taking a move back", () => {
  it("is offered when the machine allows it without a question", () => {
    expect(isReversible("supported", "dormant", complete)).toBe(true);
    expect(isReversible("supported", "confirmed", complete)).toBe(true);
  });

  it("is not offered otherwise", () => {
    expect(isReversible("new", "qualified", complete)).toBe(false);
    expect(isReversible("confirmed", "settled", complete)).toBe(false);
    expect(isReversible("assigned", "closed", complete)).toBe(false);
  });
});
