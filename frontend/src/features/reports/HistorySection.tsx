import { Stack, Text, Title } from "@mantine/core";
import { useTerritoryName } from "@/api/reference";
import { type Column, DataTable } from "@/components/DataTable";
import { Disclosure } from "@/components/Disclosure";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { formatDate, formatShortDate } from "@/i18n/format";
import { deedText } from "@/i18n/fr/administration";
import { reports } from "@/i18n/fr/reports";
import type { Content, Difference, Report } from "./api";
import { ReportBadge } from "./ReportBadge";
import classes from "./reports.module.css";
import { valueText } from "./values";

interface HistoryProps {
  editions: readonly Report[];
  shown: Report;
}

/** Every edition of a year, the latest first. */
export function HistorySection({ editions, shown }: HistoryProps) {
  const columns: Column<Report>[] = [
    {
      key: "edition",
      header: reports.edition,
      render: ({ id, year, edition }) =>
        id === shown.id ? (
          reports.editionOf(edition)
        ) : (
          <AnchorLink to="/bilans/$year" params={{ year: String(year) }} search={{ edition }}>
            {reports.editionOf(edition)}
          </AnchorLink>
        ),
    },
    {
      key: "status",
      header: reports.status,
      render: ({ status }) => <ReportBadge status={status} />,
    },
    {
      key: "published",
      header: reports.publishedOn,
      render: (one) => (one.published_at ? formatShortDate(one.published_at) : reports.none),
    },
    {
      key: "reason",
      header: reports.reason,
      render: ({ reason }) => reason ?? reports.historyFirst,
    },
  ];
  return (
    <Section title={reports.history}>
      <DataTable
        caption={reports.history}
        columns={columns}
        rows={editions}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

/** What an edition changes, figure by figure and, for the programme, file by file. */
export function CorrectionSection({ content }: { content: Content }) {
  const correction = content.correction;
  if (correction === null) return null;
  const columns: Column<Difference>[] = [
    { key: "figure", header: reports.figure, render: ({ label }) => label },
    {
      key: "before",
      header: reports.before,
      align: "end",
      render: ({ before }) => valueText(before),
    },
    { key: "after", header: reports.after, align: "end", render: ({ after }) => valueText(after) },
    {
      key: "files",
      header: reports.files,
      render: ({ entered, left, moved, weighed }) => reports.counts(entered, left, moved, weighed),
    },
  ];
  const listed = correction.differences.filter(({ files }) => files.length > 0);
  return (
    <Section title={reports.differences}>
      <Stack>
        <div>
          <Text fw={600}>{reports.corrects(correction.of_edition)}</Text>
          <Text>{correction.reason}</Text>
        </div>
        {correction.differences.length === 0 ? (
          <Text c="dimmed">{reports.sameFigures}</Text>
        ) : (
          <DataTable
            caption={reports.differences}
            columns={columns}
            rows={correction.differences}
            rowKey={({ code }) => code}
          />
        )}
        {listed.map((one) => (
          <Disclosure key={one.code} label={`${reports.files} : ${one.label}`}>
            <Files difference={one} />
          </Disclosure>
        ))}
      </Stack>
    </Section>
  );
}

function Files({ difference }: { difference: Difference }) {
  const name = useTerritoryName();
  const place = (code: string | null) => (code === null ? reports.none : name(code));
  return (
    <ul className={classes.list} aria-label={difference.label}>
      {difference.files.map((file) => (
        <li key={file.number}>
          <Title order={3} size="h6">
            <AnchorLink
              to="/dossiers"
              search={{ q: file.number, archived: "any" }}
              aria-label={reports.seeFile(file.number)}
            >
              {file.number}
            </AnchorLink>{" "}
            {reports.changeOf[file.change] ?? file.change}
          </Title>
          {file.change === "moved" ? (
            <Text size="sm">
              {place(file.from_epci)} → {place(file.to_epci)}
            </Text>
          ) : null}
          <Text size="sm" c="dimmed">
            {file.since.length > 0
              ? file.since.map(({ on, action }) => reports.deed(on, deedText(action))).join(", ")
              : reports.noDeed}
          </Text>
        </li>
      ))}
    </ul>
  );
}

export const dayText = (at: string | null): string => (at ? formatDate(at) : reports.none);
