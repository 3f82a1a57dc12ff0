interface Somebody {
  referent_id: string | null;
  roles?: readonly { role: string }[];
}

/** Where the workspace starts for somebody: a référent's day, an employer's own, else the programme's inbox. */
export function homeOf(user: Somebody | null): "/ma-journee" | "/employeurs" | "/boite" {
  if (user?.referent_id) return "/ma-journee";
  const roles = user?.roles ?? [];
  return roles.length > 0 && roles.every(({ role }) => role === "employer")
    ? "/employeurs"
    : "/boite";
}

/**
 * A path of this application out of a query parameter, or null: an address that leads to
 * another site (`//…`, `/\…`, `https:…`) must never be followed after signing in.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return null;
  const url = new URL(value, "http://app.invalid");
  return url.host === "app.invalid" ? value : null;
}
