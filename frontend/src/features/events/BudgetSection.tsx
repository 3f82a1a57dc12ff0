import { Group, Stack, Text } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { Section } from "@/components/Section";
import { events } from "@/i18n/fr/events";
import type { Event } from "./api";
import classes from "./events.module.css";

/** What an event costs, line by line, and what that adds up to at each stage. */
export function BudgetSection({ event }: { event: Event }) {
  const stage = useLabelOf("budget_stages");
  // Lines have no name of their own, and are replaced whole: their order tells them apart.
  const lines = event.budget.map((line, index) => ({ key: `${index}`, line }));
  const totals = new Map<string, number>();
  for (const line of event.budget) {
    totals.set(line.stage, (totals.get(line.stage) ?? 0) + line.cents);
  }
  return (
    <Section title={events.budget}>
      {event.budget.length === 0 ? (
        <Text c="dimmed">{events.noBudget}</Text>
      ) : (
        <Stack gap="md">
          <ul className={classes.list}>
            {lines.map(({ key, line }) => (
              <Group component="li" key={key} justify="space-between" wrap="nowrap">
                <span>
                  {line.label}
                  <Text size="sm" c="dimmed">
                    {stage(line.stage)}
                  </Text>
                </span>
                <span className={classes.amount}>{events.money(line.cents)}</span>
              </Group>
            ))}
          </ul>
          <dl className={classes.facts}>
            {[...totals].map(([code, cents]) => (
              <div key={code}>
                <dt>
                  {events.total}, {stage(code).toLocaleLowerCase("fr-FR")}
                </dt>
                <dd>
                  <strong>{events.money(cents)}</strong>
                </dd>
              </div>
            ))}
          </dl>
        </Stack>
      )}
    </Section>
  );
}
