import { useLabelOf } from "@/api/reference";
import type { ConflictField } from "@/components/conflict";
import { formatShortDate } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { LABELS, type OfferValues } from "./values";

type Name = keyof OfferValues & string;

/** How each field of an offer is shown when two people changed it. */
export function useOfferConflictFields(): ConflictField<OfferValues>[] {
  const sector = useLabelOf("sectors");
  const contract = useLabelOf("contract_types");
  const experience = useLabelOf("required_experience");
  const remote = useLabelOf("remote_work_wishes");
  const field = (name: Name, show: (values: OfferValues) => string) => ({
    name,
    label: LABELS[name] ?? name,
    show,
  });
  const text = (name: Name) => field(name, (values) => String(values[name] ?? ""));
  const code = (name: Name, label: (code: string) => string) =>
    field(name, (values) => (values[name] === null ? "" : label(String(values[name]))));
  const yesNo = (name: Name) => field(name, (values) => (values[name] ? common.yes : common.no));
  return [
    text("title"),
    text("description"),
    field("occupation", (values) => values.occupation.text),
    code("sector", sector),
    field("commune", (values) => values.commune?.name ?? ""),
    code("contract_type", contract),
    text("contract_detail"),
    text("salary"),
    text("working_time"),
    text("positions"),
    code("experience", experience),
    code("remote", remote),
    code("starts_on", formatShortDate),
    yesNo("part_time"),
    yesNo("housing_possible"),
    yesNo("partner_welcome"),
    text("apply_email"),
    text("apply_url"),
    code("expires_on", formatShortDate),
  ];
}
