import type { Schema } from "@/api/types";

type Field = Schema<"DuplicateField">;

/** Which of two files. */
export type Which = "first" | "second";

/** The fields about which somebody decides. */
export const differing = (fields: readonly Field[]): Field[] =>
  fields.filter(({ differs }) => differs);

/** The fields that only one file fills, or both alike. */
export const agreed = (fields: readonly Field[]): Field[] =>
  fields.filter(({ differs, first, second }) => !differs && (first ?? second) !== null);

/** What is sent: for each differing field the side that stays, seen from the file that stays. */
export function choicesOf(
  fields: readonly Field[],
  kept: Which,
  chosen: ReadonlyMap<string, Which>,
): Record<string, "kept" | "other"> {
  const sides = differing(fields).map(({ field }) => {
    const which = chosen.get(field) ?? kept;
    return [field, which === kept ? "kept" : "other"] as const;
  });
  return Object.fromEntries(sides);
}
