import { Button, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { ExportMenu } from "@/components/ExportMenu";
import { PageHeader } from "@/components/PageHeader";
import { Section } from "@/components/Section";
import {
  ErrorState,
  ForbiddenState,
  LoadingState,
  NotFoundPage,
  ProblemPage,
} from "@/components/states";
import { reports } from "@/i18n/fr/reports";
import { REPORTS, type Report, readReport, reportPath, type Told, useRefreshReports } from "./api";
import { ExplainDialog } from "./ExplainDialog";
import { FiguresSection, PlacesSection } from "./FiguresSection";
import { CorrectionSection, dayText, HistorySection } from "./HistorySection";
import { PressSection } from "./PressSection";
import { ReportBadge } from "./ReportBadge";
import classes from "./reports.module.css";
import { StepsSection } from "./StepsSection";
import { ToldSection } from "./ToldSection";
import { chosen } from "./values";

const FORMATS = [
  { label: reports.exports.xlsx, query: { format: "xlsx" }, ending: "xlsx" },
  { label: reports.exports.csv, query: { format: "csv", profile: "excel-fr" }, ending: "csv" },
  { label: reports.exports.json, query: { format: "json" }, ending: "json" },
];

/** `/bilans/{year}`: the report of a year, its latest edition unless the address names another. */
export function ReportPage() {
  const may = useMay("read_reports");
  const { year } = useParams({ from: "/staff/bilans/$year" });
  const { edition } = useSearch({ from: "/staff/bilans/$year" });
  const editions = useKeysetList<Report>(REPORTS, { year, limit: 200 }, may);
  const shown = chosen(editions.items, edition);
  if (!may) return <ForbiddenState />;
  if (editions.isError) {
    return <ProblemPage error={editions.error} onRetry={() => editions.refetch()} />;
  }
  if (editions.isPending) return <LoadingState lines={8} />;
  return shown ? <Page shown={shown} editions={editions.items} /> : <NotFoundPage />;
}

interface PageProps {
  shown: Report;
  editions: readonly Report[];
}

function Page({ shown, editions }: PageProps) {
  const mayManage = useMay("manage_reports");
  const [explained, setExplained] = useState<Told | null>(null);
  const queries = useQueryClient();
  const refresh = useRefreshReports();
  const read = useQuery({
    queryKey: [REPORTS, shown.id],
    queryFn: () => readReport(shown.id),
  });
  const report = read.data ?? shown;
  const keep = (saved: Report) => {
    queries.setQueryData([REPORTS, saved.id], saved);
    void refresh();
  };
  return (
    <>
      <PageHeader
        title={reports.nameOf(report.year)}
        documentTitle={reports.tab(report.year)}
        description={reports.editionOf(report.edition)}
        actions={report.sha256 ? <Actions report={report} /> : null}
      />
      <Stack gap="lg">
        <Facts report={report} />
        {mayManage ? (
          <div className="oml-no-print">
            <StepsSection report={report} isLatest={editions[0]?.id === report.id} onSaved={keep} />
          </div>
        ) : null}
        {read.isPending ? <LoadingState lines={8} /> : null}
        {read.isError ? (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        ) : null}
        {read.data?.content ? (
          <>
            <CorrectionSection content={read.data.content} />
            <FiguresSection content={read.data.content} opens />
            <div className={classes.page}>
              <PlacesSection content={read.data.content} />
            </div>
            <ToldSection
              content={read.data.content}
              onExplain={mayManage && report.status !== "published" ? setExplained : undefined}
            />
            <PressSection report={report} />
          </>
        ) : null}
        {read.isSuccess && !read.data.content ? <Text c="dimmed">{reports.draftText}</Text> : null}
        <HistorySection editions={editions} shown={report} />
      </Stack>
      {explained ? (
        <ExplainDialog told={explained} year={report.year} onClose={() => setExplained(null)} />
      ) : null}
    </>
  );
}

function Actions({ report }: { report: Report }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => globalThis.print()}
      >
        {reports.print}
      </Button>
      <ExportMenu
        label={reports.export}
        hint={reports.exportHint}
        done={reports.exported}
        path={`${reportPath(report.id)}/export`}
        query={{}}
        name={`bilan-${report.year}`}
        formats={FORMATS}
      />
    </>
  );
}

function Facts({ report }: { report: Report }) {
  const facts: [string, string | null][] = [
    [reports.computedOn, report.computed_at && dayText(report.computed_at)],
    [
      reports.validatedOn,
      report.validated_at &&
        reports.validatedBy(dayText(report.validated_at), report.validated_by_name),
    ],
    [
      reports.publishedOn,
      report.published_at &&
        reports.validatedBy(dayText(report.published_at), report.published_by_name),
    ],
  ];
  return (
    <Section title={reports.facts} aside={<ReportBadge status={report.status} />}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
        {report.reason ? (
          <div className={classes.wide}>
            <dt>{reports.reason}</dt>
            <dd>{report.reason}</dd>
          </div>
        ) : null}
        {report.sha256 ? (
          <div className={classes.wide}>
            <dt>{reports.fingerprint}</dt>
            <dd className={classes.hash}>{report.sha256}</dd>
          </div>
        ) : (
          <div className={classes.wide}>
            <dt>{reports.status}</dt>
            <dd>{reports.draftText}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
