import { useLists } from "@/api/reference";
import type { Schema } from "@/api/types";
import { duplicates as said } from "@/i18n/fr/duplicates";
import type { Which } from "./choices";

type Field = Schema<"DuplicateField">;

/** A value of a comparison as people read it: codes by their labels, nothing said so. */
export function useShown(fields: readonly Field[]): (field: Field, which: Which) => string {
  const names = [...new Set(fields.flatMap(({ list }) => list ?? []))];
  const { data } = useLists(names);
  return (field, which) => {
    const value = field[which];
    if (value === null) return said.empty;
    const items = field.list === null ? undefined : data?.get(field.list);
    return items?.find(({ code }) => code === value)?.label ?? value;
  };
}
