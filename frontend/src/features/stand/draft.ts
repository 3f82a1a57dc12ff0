import type { Schema } from "@/api/types";
import { fold } from "@/components/fold";

export type CaptureItem = Schema<"StandCaptureItem">;
type StandAgreement = Schema<"StandAgreement">;
export type FieldFault = Schema<"FieldProblem">;

/** Somebody as the form holds them. */
export interface Draft {
  level: string;
  firstName: string;
  lastName: string;
  phone: string;
  email: string;
  projects: string[];
  territory: string | null;
  horizon: string;
  note: string;
  agreed: boolean;
  isHealth: boolean;
  faculty: string;
  semester: string;
  endsOn: string;
}

export const EMPTY: Draft = {
  level: "with_project",
  firstName: "",
  lastName: "",
  phone: "",
  email: "",
  projects: [],
  territory: null,
  horizon: "",
  note: "",
  agreed: false,
  isHealth: false,
  faculty: "",
  semester: "",
  endsOn: "",
};

const said = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Whether anybody is named: then they have to agree. */
export function isNamed(draft: Draft): boolean {
  return [draft.firstName, draft.lastName, draft.phone, draft.email].some(
    (text) => said(text) !== null,
  );
}

/** What is wrong with a draft, as far as a device without network can tell; codes as the server's. */
export function faultsOf(draft: Draft): Partial<Record<keyof Draft, string>> {
  const faults: Partial<Record<keyof Draft, string>> = {};
  if (isNamed(draft) && !draft.agreed) faults.agreed = "consent_required";
  const email = said(draft.email);
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email))
    faults.email = "invalid_email";
  const phone = said(draft.phone);
  if (phone !== null && phone.replace(/\D/g, "").length < 8) faults.phone = "invalid_phone";
  return faults;
}

/** Somebody as they are sent; `shown` are the versions of the texts that stood on the screen. */
export function itemOf(
  draft: Draft,
  id: string,
  at: string,
  shown: Pick<StandAgreement, "version" | "notice_version">,
): CaptureItem {
  const semester = Number.parseInt(draft.semester, 10);
  return {
    client_id: id,
    captured_at: at,
    level: draft.level,
    first_name: said(draft.firstName),
    last_name: said(draft.lastName),
    email: said(draft.email),
    phone: said(draft.phone),
    project_types: draft.projects,
    wished_territory: draft.territory,
    horizon: said(draft.horizon),
    note: said(draft.note),
    consent: draft.agreed ? { ...shown, given_at: at } : null,
    health: draft.isHealth
      ? {
          faculty: said(draft.faculty),
          speciality: null,
          semester: Number.isNaN(semester) ? null : semester,
          internship_ends_on: said(draft.endsOn),
        }
      : null,
  };
}

/** The form of somebody who is still here. */
export function draftOf(item: CaptureItem): Draft {
  return {
    level: item.level,
    firstName: item.first_name ?? "",
    lastName: item.last_name ?? "",
    phone: item.phone ?? "",
    email: item.email ?? "",
    projects: item.project_types ?? [],
    territory: item.wished_territory ?? null,
    horizon: item.horizon ?? "",
    note: item.note ?? "",
    agreed: Boolean(item.consent),
    isHealth: Boolean(item.health),
    faculty: item.health?.faculty ?? "",
    semester: item.health?.semester ? String(item.health.semester) : "",
    endsOn: item.health?.internship_ends_on ?? "",
  };
}

/** The day in the Lot of an instant, as `2027-03-19`. */
export function dayInLot(at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" }).format(
    new Date(at),
  );
}

/** How long to wait before the next try, in milliseconds: longer each time, never more than a minute. */
export function pause(failures: number): number {
  return Math.min(60_000, 2_000 * 2 ** Math.min(failures, 5));
}

export interface Place {
  code: string;
  name: string;
  detail: string;
}

/** Places whose name has every word, those that begin with the text first. */
export function placesLike(places: readonly Place[], typed: string, most: number): Place[] {
  const words = fold(typed).split(" ").filter(Boolean);
  const found = places.filter((place) => words.every((word) => fold(place.name).includes(word)));
  const begins = (place: Place) => (fold(place.name).startsWith(words[0] ?? "") ? 0 : 1);
  return found.sort((one, other) => begins(one) - begins(other)).slice(0, most);
}
