import { describe, expect, it } from "vitest";
import {
  answerSentence,
  contactSentence,
  formatWeekday,
  hourOf,
  pastMoment,
  untilDeadline,
} from "./deadline";

// A Tuesday, 10:00 in Paris.
const now = new Date("2026-11-24T09:00:00Z");
/** No-break spaces keep "17 h" on one line; here they only hinder reading. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("deadlines in words", () => {
  it.each([
    ["2026-11-24T16:00:00Z", "aujourd’hui avant 17 h"],
    ["2026-11-25T08:30:00Z", "demain avant 9 h 30"],
    ["2026-11-26T16:00:00Z", "avant jeudi 17 h"],
    ["2026-11-30T16:00:00Z", "avant lundi 17 h"],
    ["2026-12-01T16:00:00Z", "avant le mardi 1er décembre, 17 h"],
  ])("until %s", (at, words) => {
    expect(plain(untilDeadline(at, now))).toBe(words);
  });

  it.each([
    ["2026-11-24T08:05:00Z", "aujourd’hui à 9 h 05"],
    ["2026-11-23T16:00:00Z", "hier à 17 h"],
    ["2026-11-20T16:00:00Z", "vendredi à 17 h"],
    ["2026-11-13T16:00:00Z", "le vendredi 13 novembre à 17 h"],
  ])("past %s", (at, words) => {
    expect(plain(pastMoment(at, now))).toBe(words);
  });

  it("turns from a wait into a delay at the instant itself", () => {
    const at = "2026-11-24T09:00:00Z";
    expect(plain(answerSentence(at, now))).toBe("Réponse attendue aujourd’hui avant 10 h");
    expect(plain(answerSentence(at, new Date("2026-11-24T09:00:00.001Z")))).toBe(
      "La réponse était attendue aujourd’hui à 10 h",
    );
    expect(plain(contactSentence("2026-11-23T16:00:00Z", now))).toBe(
      "Le premier contact était attendu hier à 17 h",
    );
  });

  it("shows the hour of Paris on both sides of the change of hour", () => {
    expect(plain(hourOf("2026-10-24T15:00:00Z"))).toBe("17 h");
    expect(plain(hourOf("2026-10-26T16:00:00Z"))).toBe("17 h");
    expect(plain(hourOf("2026-11-23T23:30:00Z"))).toBe("0 h 30");
  });

  it("counts days by the calendar of Paris, not of the device", () => {
    // 23:30 UTC on Monday is Tuesday in Paris: today.
    expect(plain(untilDeadline("2026-11-23T23:30:00Z", new Date("2026-11-23T23:10:00Z")))).toBe(
      "aujourd’hui avant 0 h 30",
    );
  });

  it("names a day", () => {
    expect(formatWeekday("2026-11-26")).toBe("jeudi 26 novembre");
    expect(formatWeekday("2026-12-01")).toBe("mardi 1er décembre");
    expect(formatWeekday("2026-12-11")).toBe("vendredi 11 décembre");
  });
});
