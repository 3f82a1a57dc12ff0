import { orNull } from "@/components/form-values";
import type { TerritoryChoice } from "@/components/TerritorySelect";
import { employerSignUp } from "@/i18n/fr/employer-sign-up";
import type { SignUpBody, Ticket } from "./api";

/** The form as it is being filled in. */
export interface Values extends Record<string, unknown> {
  siret: string;
  name: string;
  kind: string;
  commune_code: TerritoryChoice | null;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  message: string;
  charter_accepted: boolean;
  website: string;
}

export const EMPTY: Values = {
  siret: "",
  name: "",
  kind: "",
  commune_code: null,
  first_name: "",
  last_name: "",
  email: "",
  phone: "",
  message: "",
  charter_accepted: false,
  website: "",
};

const SIRET_DIGITS = 14;

/** How many digits are there; spaces and dots do not matter. */
export const digitsOf = (siret: string): number => siret.replace(/\D/g, "").length;

/** What to say below the number while it is typed: only its length, the server knows the rest. */
export function siretHelp(siret: string): string {
  const digits = digitsOf(siret);
  if (digits === 0) return employerSignUp.siretHint;
  if (digits > SIRET_DIGITS) return employerSignUp.siretTooLong;
  if (digits === SIRET_DIGITS) return employerSignUp.siretComplete;
  return employerSignUp.siretMissing(SIRET_DIGITS - digits);
}

/** What can be said before sending; the server checks all of it again. */
export function check(values: Values): Record<string, string> {
  const { errors } = employerSignUp;
  const found: Record<string, string> = {};
  const blank = (text: string) => text.trim() === "";
  if (digitsOf(values.siret) !== SIRET_DIGITS) found.siret = errors.siret;
  if (blank(values.name)) found.name = errors.name;
  if (values.kind === "") found.kind = errors.kind;
  if (values.commune_code === null) found.commune_code = errors.commune;
  if (blank(values.first_name)) found.first_name = errors.firstName;
  if (blank(values.last_name)) found.last_name = errors.lastName;
  if (!/^\S+@\S+\.\S+$/.test(values.email.trim())) found.email = errors.email;
  if (!values.charter_accepted) found.charter_accepted = errors.charter;
  return found;
}

/** The sign-up to send. */
export const bodyOf = (values: Values, ticket: Ticket): SignUpBody => ({
  token: ticket.token,
  website: values.website,
  siret: values.siret.trim(),
  name: values.name.trim(),
  kind: values.kind,
  commune_code: values.commune_code?.code ?? "",
  first_name: values.first_name.trim(),
  last_name: values.last_name.trim(),
  email: values.email.trim(),
  phone: orNull(values.phone),
  charter_accepted: values.charter_accepted,
  message: orNull(values.message),
});
