import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { CodeSelect } from "@/components/CodeSelect";
import { DateField } from "@/components/DateField";
import { SmallButton } from "@/components/SmallButton";
import { events } from "@/i18n/fr/events";
import classes from "./events.module.css";
import { addDays } from "./month";
import { newDay, newLine, type Values } from "./values";

type Form = UseFormReturnType<Values>;

/** The days of an event; one more is the day after the last, at the same hours. */
export function DayFields({ form }: { form: Form }) {
  const { days } = form.values;
  const add = () => {
    const last = days.at(-1);
    form.insertListItem("days", newDay(last?.on ? addDays(last.on, 1) : null, last));
  };
  return (
    <fieldset className={classes.group}>
      <legend>{events.days}</legend>
      <Stack gap="sm">
        {days.map((day, index) => (
          <Stack gap={4} key={day.key} role="group" aria-label={events.dayNumber(index + 1)}>
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <DateField
                label={events.day}
                required
                clearable={false}
                {...form.getInputProps(`days.${index}.on`)}
              />
              <TextInput
                type="time"
                label={events.opens}
                {...form.getInputProps(`days.${index}.opens_at`)}
              />
              <TextInput
                type="time"
                label={events.closes}
                {...form.getInputProps(`days.${index}.closes_at`)}
              />
            </SimpleGrid>
            {days.length > 1 ? (
              <Group justify="flex-end">
                <SmallButton
                  label={events.drop}
                  name={events.removeDay(index + 1)}
                  onClick={() => form.removeListItem("days", index)}
                />
              </Group>
            ) : null}
          </Stack>
        ))}
        <Group>
          <Button size="compact-sm" variant="default" onClick={add}>
            {events.addDay}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}

/** The budget of an event, in euros. */
export function BudgetFields({ form }: { form: Form }) {
  return (
    <fieldset className={classes.group}>
      <legend>{events.budget}</legend>
      <Stack gap="sm">
        {form.values.budget.map((line, index) => (
          <Stack gap={4} key={line.key} role="group" aria-label={events.lineNumber(index + 1)}>
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <TextInput
                label={events.line}
                required
                {...form.getInputProps(`budget.${index}.label`)}
              />
              <CodeSelect
                list="budget_stages"
                label={events.stage}
                required
                {...form.getInputProps(`budget.${index}.stage`)}
              />
              <NumberInput
                label={events.amount}
                required
                min={0}
                decimalScale={2}
                decimalSeparator=","
                thousandSeparator=" "
                suffix=" €"
                hideControls
                {...form.getInputProps(`budget.${index}.cents`)}
              />
            </SimpleGrid>
            <Group justify="flex-end">
              <SmallButton
                label={events.drop}
                name={events.removeLine(index + 1)}
                onClick={() => form.removeListItem("budget", index)}
              />
            </Group>
          </Stack>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => form.insertListItem("budget", newLine())}
          >
            {events.addLine}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}
