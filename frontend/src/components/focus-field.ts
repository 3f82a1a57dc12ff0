const CONTROLS = "input, select, textarea, button";

/** Moves focus to the field of a path; answers the control that has it. */
export function focusField(path: string): HTMLElement | null {
  const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  // A group (radios, chips) takes focus at its first control.
  const control =
    (field?.matches(CONTROLS) ? field : field?.querySelector<HTMLElement>(CONTROLS)) ?? null;
  control?.focus();
  return control;
}

/** A stretch of a text counted in characters, as the API counts them, in the units in which the browser does. */
export function selectionOf(text: string, start: number, length: number): [number, number] {
  const characters = Array.from(text);
  const units = (count: number) => characters.slice(0, count).join("").length;
  return [units(start), units(start + length)];
}

/** Moves focus to the field and selects a stretch of its text. */
export function selectInField(path: string, start: number, length: number): void {
  const control = focusField(path);
  if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement) {
    control.setSelectionRange(...selectionOf(control.value, start, length));
  }
}
