import { describe, expect, it } from "vitest";
import { daySentence, dueNow } from "./day";
import { doneValues, exchangeOf, nextAfter, supports } from "./done-values";
import type { DayFile } from "./types";

const file: DayFile = {
  id: "p",
  number: "OML-2026-00042",
  lead_name: "Marc Bonnafous",
  status: "assigned",
  epci_name: "CC Grand-Figeac",
  next_action: { label: "Appeler pour préciser le projet", on: "2026-11-24" },
  phone: "+33639981234",
  version: 3,
};

describe("what is proposed after a call", () => {
  it("tries again soon, in the same words, when nobody answered", () => {
    expect(nextAfter("missed", file, "2026-11-24", 30)).toEqual({
      label: "Appeler pour préciser le projet",
      on: "2026-11-26",
    });
  });

  it("leaves a fortnight after a talk, never beyond the limit of the programme", () => {
    expect(nextAfter("reached", file, "2026-11-24", 30).on).toBe("2026-12-08");
    expect(nextAfter("reached", file, "2026-11-24", 7).on).toBe("2026-12-01");
  });

  it("proposes no Saturday nor Sunday", () => {
    // Thursday and Friday plus two days.
    expect(nextAfter("missed", file, "2026-11-26", 30).on).toBe("2026-11-30");
    expect(nextAfter("missed", file, "2026-11-27", 30).on).toBe("2026-11-30");
  });
});

describe("what is sent", () => {
  const values = { ...doneValues(file, "2026-11-24", 30), summary: " Projet confirmé. " };

  it("is an act of the household only when both spoke", () => {
    expect(exchangeOf(values)).toMatchObject({ direction: "inbound", summary: "Projet confirmé." });
    expect(exchangeOf({ ...values, outcome: "missed" }).direction).toBe("outbound");
  });

  it("moves an assigned file on after a talk, and only then", () => {
    expect(supports(values, file)).toBe(true);
    expect(supports({ ...values, outcome: "missed" }, file)).toBe(false);
    expect(supports({ ...values, support: false }, file)).toBe(false);
    expect(supports(values, { ...file, status: "supported" })).toBe(false);
  });
});

describe("the day in one sentence", () => {
  /** No-break spaces only hinder reading here. */
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  const none = {
    to_accept: 0,
    to_call: 0,
    overdue: 0,
    waiting: 0,
    tasks: 0,
    actions: 0,
    mentions: 0,
    pool: 0,
  };

  it("says what there is, households that take their time apart", () => {
    expect(plain(daySentence({ ...none, to_accept: 2, overdue: 1, waiting: 4 }))).toBe(
      "Aujourd’hui : 2 propositions à examiner et 1 retard.",
    );
    expect(daySentence({ ...none, waiting: 4, pool: 3 })).toBe("Rien ne vous attend aujourd’hui.");
  });

  it("counts for the menu what cannot wait", () => {
    expect(dueNow({ ...none, to_accept: 2, to_call: 3, waiting: 4, pool: 5, tasks: 1 })).toBe(5);
  });
});
