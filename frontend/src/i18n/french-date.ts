/** Reads what people type: `21/11/2026`, `21-11-26`, `21112026`; null when no such day exists. */
export function parseFrenchDate(text: string): string | null {
  const typed = text.trim();
  const parts =
    /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (parts === null) return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? existing(typed) : null;
  const [, day = "", month = "", year = ""] = parts;
  const full = year.length === 2 ? `20${year}` : year;
  return existing(`${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function existing(iso: string): string | null {
  const date = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
