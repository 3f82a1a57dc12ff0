import type { Consent, Need, Prospect } from "../types";

/** Whether asking the partner makes sense: not what is settled or no longer wanted. */
export const mayBeAsked = (need: Need): boolean =>
  need.status !== "met" && need.status !== "dropped";

/** Whether the household agrees, today, to its partners getting in touch with it. */
export function sharesContact(prospect: Prospect, now: number = Date.now()): boolean {
  const lead = prospect.members.find((member) => member.role === "lead");
  const ofLead = (consent: Consent) => consent.member_id === null || consent.member_id === lead?.id;
  const holds = (consent: Consent) =>
    consent.withdrawn_at === null &&
    (consent.expires_at === null || now < Date.parse(consent.expires_at));
  return prospect.consents.some(
    (consent) => consent.purpose === "share_with_partners" && ofLead(consent) && holds(consent),
  );
}
