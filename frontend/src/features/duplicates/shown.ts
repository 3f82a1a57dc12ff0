import { useLists } from "@/api/reference";
import type { Schema } from "@/api/types";
import { countryName } from "@/i18n/countries";
import { formatPhone } from "@/i18n/format";
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
    if (field.field === "lead_phone") return formatPhone(value);
    if (field.field === "country") return countryName(value);
    const items = field.list === null ? undefined : data?.get(field.list);
    return items?.find(({ code }) => code === value)?.label ?? value;
  };
}
