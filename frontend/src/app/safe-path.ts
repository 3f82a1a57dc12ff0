/** Where the workspace starts for somebody: a référent's day, else the programme's inbox. */
export const homeOf = (user: { referent_id: string | null } | null): "/ma-journee" | "/boite" =>
  user === null || user.referent_id === null ? "/boite" : "/ma-journee";

/**
 * A path of this application out of a query parameter, or null: an address that leads to
 * another site (`//…`, `/\…`, `https:…`) must never be followed after signing in.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return null;
  const url = new URL(value, "http://app.invalid");
  return url.host === "app.invalid" ? value : null;
}
