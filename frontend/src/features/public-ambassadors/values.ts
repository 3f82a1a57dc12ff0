import { orNull } from "@/components/form-values";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { publicAmbassadors } from "@/i18n/fr/ambassadors";
import type { AmbassadorBody } from "./api";

/** An ambassador as they are being typed. */
export interface AmbassadorValues extends Record<string, unknown> {
  nature: string;
  first_name: string;
  last_name: string;
  organisation_name: string;
  email: string;
  phone: string;
  kinds: string[];
  commitments: string[];
  interests: string[];
  languages: string[];
  /** `here` in the Lot, or `elsewhere`. */
  is_diaspora: string;
  commune_code: TerritoryChoice | null;
  home: string;
  origin: string;
  family_stage: string;
  sponsoring_capacity: string;
  portrait: string;
}

export const EMPTY: AmbassadorValues = {
  nature: "person",
  first_name: "",
  last_name: "",
  organisation_name: "",
  email: "",
  phone: "",
  kinds: [],
  commitments: [],
  interests: [],
  languages: [],
  is_diaspora: "here",
  commune_code: null,
  home: "",
  origin: "",
  family_stage: "",
  sponsoring_capacity: "1",
  portrait: "",
};

/** What is known of an ambassador, wherever it was read. */
type Known = Omit<AmbassadorBody, "image_right"> & { commune_name: string | null };

/** A form that starts from what is known. */
export const valuesOf = (known: Known): AmbassadorValues => ({
  nature: known.nature,
  first_name: known.first_name,
  last_name: known.last_name,
  organisation_name: known.organisation_name ?? "",
  email: known.email,
  phone: known.phone ?? "",
  kinds: known.kinds,
  commitments: known.commitments,
  interests: known.interests ?? [],
  languages: known.languages ?? [],
  is_diaspora: known.is_diaspora ? "elsewhere" : "here",
  commune_code: known.commune_code
    ? { code: known.commune_code, name: known.commune_name ?? known.commune_code }
    : null,
  home: known.home ?? "",
  origin: known.origin ?? "",
  family_stage: known.family_stage ?? "",
  sponsoring_capacity: String(known.sponsoring_capacity || 1),
  portrait: known.portrait ?? "",
});

export const sponsors = (values: AmbassadorValues): boolean =>
  values.commitments.includes("sponsor");

/** What can be said before sending, under the names of the fields; the server checks all of it again. */
export function check(values: AmbassadorValues): Record<string, string> {
  const { errors } = publicAmbassadors;
  const found: Record<string, string> = {};
  const blank = (text: string) => text.trim() === "";
  if (blank(values.first_name)) found.first_name = errors.required;
  if (blank(values.last_name)) found.last_name = errors.required;
  if (values.nature === "organisation" && blank(values.organisation_name)) {
    found.organisation_name = errors.required;
  }
  if (!/^\S+@\S+\.\S+$/.test(values.email.trim())) found.email = errors.email;
  if (values.kinds.length === 0) found.kinds = errors.choose;
  if (values.commitments.length === 0) found.commitments = errors.choose;
  if (values.is_diaspora === "here" && values.commune_code === null) {
    found.commune_code = errors.commune;
  }
  if (values.is_diaspora === "elsewhere" && blank(values.home)) found.home = errors.home;
  return found;
}

/** The ambassador to send; what does not go with the other answers is left out. */
export const bodyOf = (values: AmbassadorValues): Omit<AmbassadorBody, "image_right"> => ({
  nature: values.nature,
  first_name: values.first_name.trim(),
  last_name: values.last_name.trim(),
  organisation_name: values.nature === "organisation" ? orNull(values.organisation_name) : null,
  email: values.email.trim(),
  phone: orNull(values.phone),
  kinds: values.kinds,
  commitments: values.commitments,
  interests: values.interests,
  languages: values.languages,
  is_diaspora: values.is_diaspora === "elsewhere",
  commune_code: values.commune_code?.code ?? null,
  home: values.is_diaspora === "elsewhere" ? orNull(values.home) : null,
  origin: orNull(values.origin),
  family_stage: orNull(values.family_stage),
  sponsoring_capacity: sponsors(values) ? Number(values.sponsoring_capacity) : 0,
  portrait: orNull(values.portrait),
});
