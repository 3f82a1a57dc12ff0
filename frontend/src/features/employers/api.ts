import { ifMatch } from "@/api/preconditions";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";

/** An employer and the pieces of its page. */
export type Employer = Schema<"Employer">;
export type Membership = Schema<"EmployerMembership">;
export type Contact = Schema<"EmployerContact">;
export type Meeting = Schema<"EmployerMeeting">;

export type EmployerBody = Schema<"NewEmployer">;
export type ContactBody = Schema<"NewEmployerContact">;
export type MeetingBody = Schema<"NewEmployerMeeting">;

export const EMPLOYERS = "/employers";

export const employerPath = (id: string) => `${EMPLOYERS}/${id}`;
export const contactsPath = (id: string) => `${EMPLOYERS}/${id}/contacts`;
export const meetingsPath = (id: string) => `${EMPLOYERS}/${id}/meetings`;
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
