/** Trimmed text, or null when nothing was typed: how the API wants an absent value. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
