import "@/styles/mantine-table.css";
import { Anchor, Group, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import { LoadingState, ProblemPage } from "@/components/states";
import { FiguresSection, PlacesSection } from "@/features/reports/FiguresSection";
import classes from "@/features/reports/reports.module.css";
import { ToldSection } from "@/features/reports/ToldSection";
import { reports } from "@/i18n/fr/reports";
import { dataOf, type PublicReport, tableOf, usePublicReport, usePublicReports } from "./api";

/** `/bilan/{year}`: the published report of a year, for everybody. */
export function PublicReportPage() {
  const { year } = useParams({ from: "/public/bilan/$year" });
  const report = usePublicReport(year);
  if (report.isPending) return <LoadingState lines={8} />;
  if (report.isError) {
    return <ProblemPage error={report.error} onRetry={() => void report.refetch()} />;
  }
  return <Shown report={report.data} />;
}

function Shown({ report }: { report: PublicReport }) {
  const years = usePublicReports();
  const others = years.data?.filter(({ year }) => year !== report.year) ?? [];
  const published = report.published_at ?? report.content.computed_on;
  return (
    <>
      <PageHeader
        title={reports.nameOf(report.year)}
        documentTitle={reports.tab(report.year)}
        description={reports.publicIntro(report.edition, published)}
      />
      <Stack gap="lg">
        <FiguresSection content={report.content} />
        <div className={classes.page}>
          <PlacesSection content={report.content} />
        </div>
        <ToldSection content={report.content} />
        <Section title={reports.facts}>
          <Stack gap="xs">
            <Group gap="lg">
              <Anchor href={tableOf(report.year)}>{reports.table}</Anchor>
              <Anchor href={dataOf(report.year)}>{reports.json}</Anchor>
            </Group>
            <Text>
              {reports.licence} <Anchor href={report.licence_url}>{report.licence_name}</Anchor>
            </Text>
            <Text size="sm" c="dimmed">
              {reports.fingerprint}
            </Text>
            <Text className={classes.hash} style={{ overflowWrap: "anywhere" }}>
              {report.sha256}
            </Text>
            {others.length > 0 ? (
              <Group component="nav" gap="lg" aria-label={reports.otherYears}>
                {others.map(({ year }) => (
                  <AnchorLink key={year} to="/bilan/$year" params={{ year: String(year) }}>
                    {reports.nameOf(year)}
                  </AnchorLink>
                ))}
              </Group>
            ) : null}
          </Stack>
        </Section>
      </Stack>
    </>
  );
}
