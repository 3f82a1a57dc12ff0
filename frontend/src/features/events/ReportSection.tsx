import { Button, Stack, Text, Title } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { DataTable } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { events } from "@/i18n/fr/events";
import { standDesk as words } from "@/i18n/fr/stand-desk";
import type { Event } from "./api";
import classes from "./events.module.css";
import { type EventReport, useReport } from "./stand-api";

type Stage = EventReport["stages"][number];

/** What an event brought, from those who passed by to those who settled. */
export function ReportSection({ event }: { event: Event }) {
  const report = useReport(event.id);
  return (
    <Section
      title={words.report}
      aside={
        <Button variant="default" size="sm" onClick={() => window.print()}>
          {words.print}
        </Button>
      }
    >
      {report.isPending ? <LoadingState lines={4} /> : null}
      {report.isError ? (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      ) : null}
      {report.data ? <Report event={event} report={report.data} /> : null}
    </Section>
  );
}

/** A number; of followed or settled households, it opens their files. */
function Figure({ event, row }: { event: Event; row: Stage }) {
  const mayRead = useMay("read_prospects");
  const reached = REACHED[row.stage];
  const number = words.number(row.people);
  if (!mayRead || row.people === 0 || reached === undefined) return number;
  return (
    <AnchorLink
      to="/dossiers"
      search={{ event: event.id, reached, archived: "any" }}
      aria-label={words.openFiles(number, words.stages[row.stage] ?? row.stage)}
    >
      {number}
    </AnchorLink>
  );
}

/** What the list of files is narrowed to. */
const REACHED: Record<string, string> = { followed: "supported", settled: "settled" };

function Report({ event, report }: { event: Event; report: EventReport }) {
  const stage = useLabelOf("budget_stages");
  const { previous } = report;
  const before = (row: Stage) =>
    previous?.stages.find((one) => one.stage === row.stage)?.people ?? 0;
  const most = Math.max(1, ...report.stages.map(({ people }) => people));
  const columns = [
    {
      key: "stage",
      header: words.stage,
      render: (row: Stage) => (
        <>
          {words.stages[row.stage] ?? row.stage}
          <svg
            className={classes.bar}
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect width={(100 * row.people) / most} height="4" />
          </svg>
        </>
      ),
    },
    {
      key: "people",
      header: words.people,
      align: "end" as const,
      render: (row: Stage) => <Figure event={event} row={row} />,
    },
    {
      key: "each",
      header: words.each,
      align: "end" as const,
      render: (row: Stage) => (row.cents_each === null ? "–" : events.money(row.cents_each)),
    },
  ];
  const compared = {
    key: "before",
    header: previous?.edition ? words.previous(previous.edition) : words.before,
    align: "end" as const,
    render: (row: Stage) =>
      `${words.number(before(row))} (${words.change(row.people, before(row))})`,
  };
  return (
    <Stack gap="md">
      <Text size="sm">{words.reportIntro}</Text>
      <DataTable
        caption={words.report}
        columns={previous ? [...columns, compared] : columns}
        rows={report.stages}
        rowKey={(row) => row.stage}
      />
      <Text size="sm">
        {report.cost_cents !== null && report.cost_stage !== null
          ? words.cost(events.money(report.cost_cents), stage(report.cost_stage))
          : words.noCost}
      </Text>
      {report.tallies.length > 0 ? (
        <>
          <Title order={3} size="h5">
            {words.byDay}
          </Title>
          <DataTable
            caption={words.byDay}
            columns={[
              {
                key: "day",
                header: words.day,
                render: (row) => words.shortDay(row.on),
              },
              { key: "device", header: words.device, render: (row) => row.device_label },
              {
                key: "visitors",
                header: words.stages.visitors ?? "",
                align: "end",
                render: (row) => words.number(row.visitors),
              },
              {
                key: "captures",
                header: words.stages.captures ?? "",
                align: "end",
                render: (row) => words.number(row.captures),
              },
            ]}
            rows={report.tallies}
            rowKey={(row) => `${row.on} ${row.device_label}`}
          />
        </>
      ) : null}
    </Stack>
  );
}
