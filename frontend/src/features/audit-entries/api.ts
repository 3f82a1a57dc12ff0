import type { Schema } from "@/api/types";

/** One line of the journal: names of fields only, never values. */
export type AuditEntry = Schema<"AuditEntry">;

export const AUDIT_PATH = "/audit-entries";

/** Instants that begin the first day and end the last one, on the device's clock. */
export function dayBounds(
  from: string | null,
  to: string | null,
): { after?: string; before?: string } {
  const bounds: { after?: string; before?: string } = {};
  if (from !== null) bounds.after = new Date(`${from}T00:00:00`).toISOString();
  if (to !== null) bounds.before = new Date(`${to}T23:59:59.999`).toISOString();
  return bounds;
}
