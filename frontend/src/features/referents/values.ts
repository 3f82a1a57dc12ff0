import { orNull } from "@/components/form-values";
import { administration, referents } from "@/i18n/fr/administration";
import type { Referent, ReferentBody } from "./api";

/** A time away while it is typed. */
export type AbsenceValues = {
  from_on: string | null;
  to_on: string | null;
  substitute_id: string | null;
};

/** A référent while it is typed. */
export type ReferentValues = {
  display_name: string;
  partner_id: string | null;
  user_id: string | null;
  email: string;
  phone: string;
  zones: string[];
  project_types: string[];
  languages: string[];
  /** A number, or nothing for no limit. */
  capacity: number | string;
  absences: AbsenceValues[];
};

export const NO_ABSENCE: AbsenceValues = { from_on: null, to_on: null, substitute_id: null };

export const REFERENT_LABELS: Record<keyof ReferentValues, string> = {
  display_name: referents.name,
  partner_id: referents.partner,
  user_id: referents.user,
  email: administration.email,
  phone: administration.phone,
  zones: referents.zones,
  project_types: referents.projectTypes,
  languages: referents.languages,
  capacity: referents.capacity,
  absences: referents.absences,
};

export function valuesOf(referent: Referent | null): ReferentValues {
  return {
    display_name: referent?.display_name ?? "",
    partner_id: referent?.partner_id ?? null,
    user_id: referent?.user_id ?? null,
    email: referent?.email ?? "",
    phone: referent?.phone ?? "",
    zones: referent?.zones ?? [],
    project_types: referent?.project_types ?? [],
    languages: referent?.languages ?? ["fr"],
    capacity: referent?.capacity ?? "",
    absences: (referent?.absences ?? []).map(({ from_on, to_on, substitute_id }) => ({
      from_on,
      to_on,
      substitute_id: substitute_id ?? null,
    })),
  };
}

/** The référent to send; empty capacity means no limit, an absence with one date lasts that day. */
export function bodyOf(values: ReferentValues) {
  return {
    display_name: values.display_name.trim(),
    partner_id: values.partner_id ?? "",
    user_id: values.user_id,
    email: orNull(values.email),
    phone: orNull(values.phone),
    zones: values.zones,
    project_types: values.project_types,
    languages: values.languages,
    capacity: values.capacity === "" ? null : Number(values.capacity),
    absences: values.absences
      .filter(({ from_on, to_on }) => from_on !== null || to_on !== null)
      .map(({ from_on, to_on, substitute_id }) => ({
        from_on: from_on ?? to_on ?? "",
        to_on: to_on ?? from_on ?? "",
        substitute_id,
      })),
  } satisfies ReferentBody;
}

/** The absence that covers `day` (`YYYY-MM-DD`), if any. */
export function absenceOn({ absences }: Referent, day: string) {
  return absences.find(({ from_on, to_on }) => from_on <= day && day <= to_on);
}
