import { DateInput, type DateInputProps } from "@mantine/dates";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendar } from "@tabler/icons-react";
import { fields } from "@/i18n/fr/fields";
import { parseFrenchDate } from "@/i18n/french-date";

/**
 * The one date field: typed as JJ/MM/AAAA or picked. Its value is `YYYY-MM-DD` or null.
 * The buttons of the calendar without words are named in French here, once.
 */
export function DateField(props: DateInputProps) {
  const [open, calendar] = useDisclosure(false);
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      dateParser={parseFrenchDate}
      placeholder={fields.datePlaceholder}
      clearable
      clearButtonProps={{ "aria-label": fields.clear }}
      leftSection={<IconCalendar size={18} aria-hidden />}
      popoverProps={{ onOpen: calendar.open, onClose: calendar.close }}
      // Escape closes the calendar, not the dialog that holds the field.
      data-mantine-stop-propagation={open}
      aria-haspopup="dialog"
      hideOutsideDates
      // Sundays in red are hard to read on a dark ground, and say nothing here.
      weekendDays={[]}
      previousLabel={fields.previousMonth}
      nextLabel={fields.nextMonth}
      ariaLabels={{
        previousMonth: fields.previousMonth,
        nextMonth: fields.nextMonth,
        previousYear: fields.previousYear,
        nextYear: fields.nextYear,
        previousDecade: fields.previousDecade,
        nextDecade: fields.nextDecade,
      }}
      {...props}
    />
  );
}
