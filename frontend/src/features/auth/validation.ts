import { auth } from "@/i18n/fr/auth";

/** Shortest password the server accepts. */
export const PASSWORD_LENGTH = 15;

/** French sentence when the address cannot be one; the server has the last word. */
export function emailError(value: string): string | null {
  const email = value.trim();
  if (email === "") return auth.emailRequired;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? null : auth.emailInvalid;
}

/** French sentence when the password is too short, counted in characters as people see them. */
export function passwordError(value: string): string | null {
  return [...value].length < PASSWORD_LENGTH ? auth.passwordShort : null;
}
