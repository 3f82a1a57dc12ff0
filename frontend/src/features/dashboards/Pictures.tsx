import { SimpleGrid, Stack } from "@mantine/core";
import { ChartFrame } from "@/components/charts/ChartFrame";
import { LineChart, type Series } from "@/components/charts/LineChart";
import { NestedBars } from "@/components/charts/NestedBars";
import type { Column } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { formatInteger } from "@/i18n/format";
import { charts } from "@/i18n/fr/charts";
import { dashboards as said } from "@/i18n/fr/dashboards";
import { monthName } from "./period";
import type { MonthOf, Steps } from "./types";
import { valueText } from "./words";

const STEPS = [said.entered, said.supported, said.settled];

const count = (value: number | null): string =>
  value === null ? charts.unknown : formatInteger(value);

function stepColumns(first: string): Column<Steps>[] {
  const column = (key: "entered" | "supported" | "settled", header: string): Column<Steps> => ({
    key,
    header,
    align: "end",
    render: (row) => count(row[key]),
  });
  return [
    { key: "label", header: first, render: ({ label }) => label },
    column("entered", said.entered),
    column("supported", said.supported),
    column("settled", said.settled),
  ];
}

interface StepsProps {
  title: string;
  hint: string;
  first: string;
  rows: readonly Steps[];
}

function StepsFrame({ title, hint, first, rows }: StepsProps) {
  return (
    <ChartFrame
      title={title}
      hint={hint}
      columns={stepColumns(first)}
      rows={rows}
      rowKey={({ key }) => key}
    >
      <NestedBars
        steps={STEPS}
        rows={rows.map(({ key, label, entered, supported, settled }) => ({
          key,
          label,
          values: [entered, supported, settled],
        }))}
        format={count}
      />
    </ChartFrame>
  );
}

/** What each source brought, and how far it came. */
export function Sources({ rows }: { rows: readonly Steps[] }) {
  return (
    <Section title={said.sourcesSection}>
      <StepsFrame title={said.funnel} hint={said.funnelHint} first={said.source} rows={rows} />
    </Section>
  );
}

/** What became of those who came in the same month. */
export function Cohorts({ rows }: { rows: readonly Steps[] }) {
  const named = rows.map((row) => ({ ...row, label: monthName(row.key, "long") }));
  return (
    <Section title={said.cohortsSection}>
      <StepsFrame title={said.cohorts} hint={said.cohortsHint} first={said.month} rows={named} />
    </Section>
  );
}

type Measured = Exclude<keyof MonthOf, "month">;

interface MonthsProps {
  title: string;
  hint: string;
  months: readonly MonthOf[];
  lines: readonly { key: Measured; label: string; unit: string }[];
}

/** One chart over the months of the year, with its table. */
function Months({ title, hint, months, lines }: MonthsProps) {
  const columns: Column<MonthOf>[] = [
    { key: "month", header: said.month, render: ({ month }) => monthName(month, "long") },
    ...lines.map(
      ({ key, label, unit }): Column<MonthOf> => ({
        key,
        header: label,
        align: "end",
        render: (row) => textOf(row[key], unit),
      }),
    ),
  ];
  const series = lines.map(
    ({ key, label }): Series => ({ key, label, values: months.map((month) => month[key]) }),
  );
  const measured = series.some(({ values }) => values.some((value) => value !== null));
  return (
    <ChartFrame
      title={title}
      hint={hint}
      columns={columns}
      rows={measured ? months : []}
      rowKey={({ month }) => month}
      printsTable
    >
      <LineChart
        title={title}
        summary={lines.map((line) => summaryOf(line, months)).join(" ; ")}
        places={months.map(({ month }) => ({
          short: monthName(month, "short"),
          full: monthName(month, "long"),
        }))}
        series={series}
        format={(value) => valueText(value, lines[0]?.unit ?? "")}
      />
    </ChartFrame>
  );
}

const textOf = (value: number | null, unit: string): string =>
  value === null ? charts.unknown : valueText(value, unit);

/** The last known point of a line: what somebody who looks at it sees first. */
function summaryOf(line: MonthsProps["lines"][number], months: readonly MonthOf[]): string {
  const last = months.findLast((month) => month[line.key] !== null);
  if (last === undefined) return `${line.label} : ${charts.unknown}`;
  const value = textOf(last[line.key], line.unit);
  return said.summaryMonths(line.label, value, monthName(last.month, "long"));
}

/** Files, delays and promises over the months of the year. */
export function MonthByMonth({ months }: { months: readonly MonthOf[] }) {
  return (
    <Section title={said.months}>
      <Stack gap="xl">
        <Months
          title={said.monthsFiles}
          hint={said.monthsHint}
          months={months}
          lines={[
            { key: "entered", label: said.entered, unit: "file" },
            { key: "supported", label: said.supported, unit: "file" },
            { key: "settled", label: said.settled, unit: "file" },
          ]}
        />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <Months
            title={said.delay}
            hint={said.delayHint}
            months={months}
            lines={[{ key: "first_contact_delay", label: said.delayLabel, unit: "hour" }]}
          />
          <Months
            title={said.kept}
            hint={said.keptHint}
            months={months}
            lines={[{ key: "sla_contact_kept", label: said.keptLabel, unit: "percent" }]}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}
