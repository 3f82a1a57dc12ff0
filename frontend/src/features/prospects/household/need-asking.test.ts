import { describe, expect, it } from "vitest";
import type { Consent, Need, Prospect } from "../types";
import { mayBeAsked, sharesContact } from "./need-asking";

const NOW = Date.parse("2026-11-21T09:00:00Z");

const consent = (more: Partial<Consent>): Consent => ({
  id: "c",
  member_id: null,
  purpose: "share_with_partners",
  text_version: "1",
  text: "",
  channel: "phone",
  proof: null,
  given_at: "2026-11-01T09:00:00Z",
  withdrawn_at: null,
  expires_at: null,
  form: null,
  asked_at: null,
  confirmed_at: null,
  ...more,
});

const file = (...consents: Consent[]) =>
  ({ members: [{ id: "m1", role: "lead" }], consents }) as unknown as Prospect;

describe("what a partner may read of the household", () => {
  it.each([
    ["nothing without an agreement", file(), false],
    ["nothing with another agreement", file(consent({ purpose: "follow_up" })), false],
    ["its contact when the household agrees", file(consent({})), true],
    ["its contact when the lead agrees", file(consent({ member_id: "m1" })), true],
    ["nothing when only another member agrees", file(consent({ member_id: "m2" })), false],
    ["nothing once withdrawn", file(consent({ withdrawn_at: "2026-11-02T09:00:00Z" })), false],
    ["nothing once expired", file(consent({ expires_at: "2026-11-21T09:00:00Z" })), false],
  ])("%s", (_, prospect, shared) => {
    expect(sharesContact(prospect, NOW)).toBe(shared);
  });
});

it.each([
  ["to_do", true],
  ["in_progress", true],
  ["unsolved", true],
  ["met", false],
  ["dropped", false],
])("a need %s can be asked about: %s", (status, expected) => {
  expect(mayBeAsked({ status } as Need)).toBe(expected);
});
