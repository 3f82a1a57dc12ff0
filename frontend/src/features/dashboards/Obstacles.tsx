import { Stack, Text } from "@mantine/core";
import { HeatTable } from "@/components/charts/HeatTable";
import { shortName } from "@/components/lot-map/shades";
import { Section } from "@/components/Section";
import { dashboards as said } from "@/i18n/fr/dashboards";
import type { Dashboard } from "./types";

/** What stands in the way of households, theme by theme and EPCI by EPCI. */
export function Obstacles({ data }: { data: Dashboard }) {
  const first = data.obstacles[0];
  if (first === undefined) return null;
  return (
    <Section title={said.obstacles}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {said.obstaclesHint}
        </Text>
        <HeatTable
          title={said.obstacles}
          corner={said.obstacle}
          columns={first.cells.map(({ key, label }) => ({ key, label, short: shortName(label) }))}
          rows={data.obstacles.map(({ theme, label, cells }) => ({
            key: theme,
            label,
            values: cells.map(({ value }) => value),
          }))}
        />
      </Stack>
    </Section>
  );
}
