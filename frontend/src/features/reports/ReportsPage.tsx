import { Button, NumberInput, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useKeysetList } from "@/api/pages";
import { SubmitKey } from "@/api/preconditions";
import { useMay } from "@/api/use-session";
import type { Column } from "@/components/DataTable";
import { FormDialog } from "@/components/FormDialog";
import { ListFrame } from "@/components/ListFrame";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState } from "@/components/states";
import { toastDone } from "@/components/toasts";
import { formatShortDate, today } from "@/i18n/format";
import { publishedFigures } from "@/i18n/fr/published-figures";
import { reports } from "@/i18n/fr/reports";
import { createReport, REPORTS, type Report, useRefreshReports } from "./api";
import { ReportBadge } from "./ReportBadge";

const COLUMNS: Column<Report>[] = [
  {
    key: "year",
    header: reports.name,
    render: ({ year, edition }) => (
      <AnchorLink to="/bilans/$year" params={{ year: String(year) }} search={{ edition }}>
        {reports.nameOf(year)}
      </AnchorLink>
    ),
  },
  { key: "edition", header: reports.edition, render: ({ edition }) => edition },
  {
    key: "status",
    header: reports.status,
    render: ({ status }) => <ReportBadge status={status} />,
  },
  {
    key: "published",
    header: reports.publishedOn,
    render: (report) => (report.published_at ? formatShortDate(report.published_at) : reports.none),
  },
];

/** `/bilans`: the reports of every year, for those who may read them. */
export function ReportsPage() {
  const may = useMay("read_reports");
  const mayManage = useMay("manage_reports");
  const list = useKeysetList<Report>(REPORTS, { count: "exact" }, may);
  const [adding, setAdding] = useState(false);
  if (!may) return <ForbiddenState />;
  const add = mayManage ? <Button onClick={() => setAdding(true)}>{reports.add}</Button> : null;
  const told = (
    <ButtonLink to="/bilans/chiffres-publies" variant="default">
      {publishedFigures.title}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={reports.title}
        description={mayManage ? reports.intro : reports.introReader}
        actions={
          <>
            {told}
            {add}
          </>
        }
      />
      <ListFrame
        list={list}
        caption={reports.title}
        columns={COLUMNS}
        rowKey={(report) => report.id}
        filtered={false}
        empty={{
          title: reports.emptyTitle,
          text: mayManage ? reports.emptyText : reports.emptyReader,
          action: add,
        }}
        filters={
          <Text size="sm" c="dimmed" role="status">
            {list.total === null ? "" : reports.results(list.total)}
          </Text>
        }
      />
      {adding ? <NewReportDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

type Values = { year: number | string };

function NewReportDialog({ onClose }: { onClose: () => void }) {
  const [key] = useState(() => new SubmitKey());
  const refresh = useRefreshReports();
  const navigate = useNavigate();
  const thisYear = Number(today().slice(0, 4));
  const send = async ({ year }: Values) => {
    const report = await createReport(Number(year), key.header({ year }));
    toastDone(reports.created);
    await refresh();
    await navigate({ to: "/bilans/$year", params: { year: String(report.year) } });
    return true;
  };
  return (
    <FormDialog<Values>
      title={reports.addTitle}
      submitLabel={reports.create}
      size="sm"
      initialValues={{ year: thisYear - 1 }}
      validate={{ year: (year) => (year === "" ? reports.yearRequired : null) }}
      labels={{ year: reports.year }}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <NumberInput
          label={reports.year}
          description={reports.yearHint}
          required
          min={2018}
          max={thisYear}
          thousandSeparator=""
          hideControls
          {...form.getInputProps("year")}
        />
      )}
    </FormDialog>
  );
}
