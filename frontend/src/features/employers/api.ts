import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An employer and the pieces of its page. */
export type Employer = Schema<"Employer">;
export type Membership = Schema<"EmployerMembership">;
export type Contact = Schema<"EmployerContact">;
export type Meeting = Schema<"EmployerMeeting">;

export type Account = Schema<"EmployerAccount">;
export type Referral = Schema<"EmployerReferral">;
export type SignUp = Schema<"EmployerSignUp">;

export type EmployerBody = Schema<"NewEmployer">;
export type ContactBody = Schema<"NewEmployerContact">;
export type MeetingBody = Schema<"NewEmployerMeeting">;

export const EMPLOYERS = "/employers";

export const employerPath = (id: string) => `${EMPLOYERS}/${id}`;
export const contactsPath = (id: string) => `${EMPLOYERS}/${id}/contacts`;
export const meetingsPath = (id: string) => `${EMPLOYERS}/${id}/meetings`;
export const accountsPath = (id: string) => `${EMPLOYERS}/${id}/accounts`;
export const referralsPath = (id: string) => `${EMPLOYERS}/${id}/referrals`;
export const SIGN_UPS = "/employer-sign-ups";
export const membershipPath = (id: string) => `${EMPLOYERS}/${id}/membership`;

export const readEmployer = ({ id }: Pick<Employer, "id">) =>
  call<Employer>("GET", employerPath(id));

export const createEmployer = (body: EmployerBody, headers: Record<string, string>) =>
  call<Employer>("POST", EMPLOYERS, { body, headers });

export const updateEmployer = (employer: Employer, body: Partial<EmployerBody>) =>
  call<Employer>("PATCH", employerPath(employer.id), { body, headers: ifMatch(employer) });

export const archiveEmployer = (employer: Employer) =>
  call<void>("DELETE", employerPath(employer.id), { headers: ifMatch(employer) });

export const restoreEmployer = ({ id }: Employer) =>
  call<Employer>("POST", `${employerPath(id)}/restore`);

export const moveMembership = (id: string, body: Schema<"EmployerMembershipTransition">) =>
  call<Membership>("POST", `${membershipPath(id)}/transitions`, { body });

export const createContact = (id: string, body: ContactBody, headers: Record<string, string>) =>
  call<Contact>("POST", contactsPath(id), { body, headers });

export const updateContact = (id: string, contact: Contact, body: ContactBody) =>
  call<Contact>("PATCH", `${contactsPath(id)}/${contact.id}`, { body, headers: ifMatch(contact) });

export const removeContact = (id: string, contact: Contact) =>
  call<void>("DELETE", `${contactsPath(id)}/${contact.id}`, { headers: ifMatch(contact) });

export const createMeeting = (id: string, body: MeetingBody, headers: Record<string, string>) =>
  call<Meeting>("POST", meetingsPath(id), { body, headers });

export const removeMeeting = (id: string, meeting: Meeting) =>
  call<void>("DELETE", `${meetingsPath(id)}/${meeting.id}`, { headers: ifMatch(meeting) });

export const createAccount = (
  id: string,
  body: Schema<"NewEmployerAccount">,
  headers: Record<string, string>,
) => call<Account>("POST", accountsPath(id), { body, headers });

export const removeAccount = (id: string, account: Account) =>
  call<void>("DELETE", `${accountsPath(id)}/${account.id}`, { headers: ifMatch(account) });

export const createReferral = (
  id: string,
  body: Schema<"NewEmployerReferral">,
  headers: Record<string, string>,
) => call<Referral>("POST", referralsPath(id), { body, headers });

/** The very text that a recruit agrees to. */
export const readAgreement = async (): Promise<string> => {
  const { consent_texts } = await call<Schema<"ContactForm">>("GET", "/public/contact-form");
  return consent_texts.find(({ required }) => required)?.text ?? "";
};

export const decideSignUp = ({ id }: SignUp, to: string, reason: string | null) =>
  call<SignUp>("POST", `${SIGN_UPS}/${id}/transitions`, { body: { to, reason } });
