/** What stands in the address: the router turns `?territory=46` into a number, taken back to what was typed. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

/** Whether a box is ticked in the address. */
export const isTrue = (value: unknown): boolean => value === true || value === "true";
