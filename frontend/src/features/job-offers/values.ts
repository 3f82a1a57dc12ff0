import type { FormValidateInput } from "@mantine/form";
import type { Schema } from "@/api/types";
import { orNull } from "@/components/form-values";
import type { OccupationChoice } from "@/components/OccupationSelect";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { jobOffers } from "@/i18n/fr/job-offers";
import type { JobOffer, NewJobOffer } from "./api";

/** An offer as it is being typed. */
export type OfferValues = {
  employer: { id: string; name: string } | null;
  /** For an employer that has no record: only its name. */
  name_only: boolean;
  employer_name: string;
  title: string;
  description: string;
  occupation: OccupationChoice;
  sector: string | null;
  contract_type: string | null;
  contract_detail: string;
  working_time: string;
  part_time: boolean;
  commune: TerritoryChoice | null;
  salary: string;
  positions: number | string;
  experience: string | null;
  remote: string | null;
  housing_possible: boolean;
  partner_welcome: boolean;
  starts_on: string | null;
  expires_on: string | null;
  apply_url: string;
  apply_email: string;
};

/** Field names as written on the labels, by the server's paths too. */
export const LABELS: Record<string, string> = {
  employer: jobOffers.chooseEmployer,
  employer_id: jobOffers.chooseEmployer,
  employer_name: jobOffers.employerName,
  title: jobOffers.fieldTitle,
  description: jobOffers.description,
  occupation: jobOffers.occupation,
  occupation_code: jobOffers.occupation,
  sector: jobOffers.sector,
  contract_type: jobOffers.contract,
  contract_detail: jobOffers.contractDetail,
  working_time: jobOffers.workingTime,
  part_time: jobOffers.partTime,
  commune: jobOffers.commune,
  commune_code: jobOffers.commune,
  salary: jobOffers.salary,
  positions: jobOffers.positions,
  experience: jobOffers.experience,
  remote: jobOffers.remote,
  housing_possible: jobOffers.housing,
  partner_welcome: jobOffers.partner,
  starts_on: jobOffers.startsOn,
  expires_on: jobOffers.expiresOn,
  apply_url: jobOffers.applyUrl,
  apply_email: jobOffers.applyEmail,
};

/** What is refused before the server does; who the employer is is asked of staff only. */
export const validate = (asksEmployer: boolean): FormValidateInput<OfferValues> => ({
  employer: (employer, { name_only }) =>
    asksEmployer && !name_only && employer === null ? jobOffers.employerRequired : null,
  employer_name: (name, { name_only }) =>
    asksEmployer && name_only && name.trim() === "" ? jobOffers.employerNameRequired : null,
  title: (title) => (title.trim() === "" ? jobOffers.titleRequired : null),
  description: (text) => (text.trim() === "" ? jobOffers.descriptionRequired : null),
  contract_type: (code) => (code === null ? jobOffers.contractRequired : null),
  occupation: ({ code, text }) =>
    text.trim() !== "" && code === null ? jobOffers.occupationUnknown : null,
});

/** An empty offer, at the employer's own commune. */
export const blankValues = (commune: TerritoryChoice | null): OfferValues => ({
  employer: null,
  name_only: false,
  employer_name: "",
  title: "",
  description: "",
  occupation: { code: null, text: "" },
  sector: null,
  contract_type: null,
  contract_detail: "",
  working_time: "",
  part_time: false,
  commune,
  salary: "",
  positions: 1,
  experience: null,
  remote: null,
  housing_possible: false,
  partner_welcome: false,
  starts_on: null,
  expires_on: null,
  apply_url: "",
  apply_email: "",
});

/** What an offer says, to be corrected or copied. */
export const valuesOf = (offer: JobOffer): OfferValues => ({
  employer:
    offer.employer_id === null ? null : { id: offer.employer_id, name: offer.employer_name },
  name_only: offer.employer_id === null,
  employer_name: offer.employer_id === null ? offer.employer_name : "",
  title: offer.title,
  description: offer.description,
  occupation: {
    code: offer.occupation_code,
    text: offer.occupation_label ?? offer.occupation_code ?? "",
  },
  sector: offer.sector,
  contract_type: offer.contract_type,
  contract_detail: offer.contract_detail ?? "",
  working_time: offer.working_time ?? "",
  part_time: offer.part_time,
  commune:
    offer.commune_code === null
      ? null
      : { code: offer.commune_code, name: offer.commune_name ?? offer.commune_code },
  salary: offer.salary ?? "",
  positions: offer.positions,
  experience: offer.experience,
  remote: offer.remote,
  housing_possible: offer.housing_possible,
  partner_welcome: offer.partner_welcome,
  starts_on: offer.starts_on,
  expires_on: offer.expires_on,
  apply_url: offer.apply_url ?? "",
  apply_email: offer.apply_email ?? "",
});

/** A copy starts anew: its days were those of the other one. */
export const copyOf = (offer: JobOffer): OfferValues => ({
  ...valuesOf(offer),
  starts_on: null,
  expires_on: null,
});

const factsOf = (values: OfferValues) => ({
  title: values.title.trim(),
  description: values.description.trim(),
  occupation_code: values.occupation.code,
  sector: values.sector,
  contract_type: values.contract_type ?? "",
  contract_detail: orNull(values.contract_detail),
  working_time: orNull(values.working_time),
  part_time: values.part_time,
  commune_code: values.commune?.code ?? null,
  salary: orNull(values.salary),
  positions: typeof values.positions === "number" ? values.positions : 1,
  experience: values.experience,
  remote: values.remote,
  housing_possible: values.housing_possible,
  partner_welcome: values.partner_welcome,
  starts_on: values.starts_on,
  expires_on: values.expires_on,
  apply_url: orNull(values.apply_url),
  apply_email: orNull(values.apply_email),
});

/** A new offer as it is sent; an employer's own needs no name. */
export function bodyOf(values: OfferValues, submit: boolean, asksEmployer: boolean): NewJobOffer {
  const whose = values.name_only
    ? { employer_name: values.employer_name.trim() }
    : { employer_id: values.employer?.id ?? null };
  return { ...factsOf(values), submit, ...(asksEmployer ? whose : {}) };
}

/** Only what differs from the offer as it was read: what an import says is not said again. */
export function changesOf(offer: JobOffer, values: OfferValues): Schema<"JobOfferPatch"> {
  const before = Object.entries(factsOf(valuesOf(offer)));
  const after: Record<string, unknown> = factsOf(values);
  return Object.fromEntries(
    before.flatMap(([name, value]) => (after[name] === value ? [] : [[name, after[name]]])),
  );
}
