import type { DateInputProps } from "@mantine/dates";
import { DateField } from "@/components/DateField";
import { useNextActionDays } from "@/features/service-levels/api";
import { formatShortDate, today } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { inDays } from "./values";

/** The day of a next action: near enough that no household is forgotten. */
export function NextActionDate(props: DateInputProps) {
  const days = useNextActionDays();
  const last = inDays(today(), days);
  return (
    <DateField
      description={household.nextLimit(days, formatShortDate(last))}
      inputWrapperOrder={["label", "input", "description", "error"]}
      minDate={today()}
      maxDate={last}
      {...props}
    />
  );
}
