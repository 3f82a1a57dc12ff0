import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "@/api/transport";
import type { Schema } from "@/api/types";
import { useMay } from "@/api/use-session";
import { type Column, DataTable } from "@/components/DataTable";
import { DateField } from "@/components/DateField";
import { ExportMenu } from "@/components/ExportMenu";
import { AnchorLink, ButtonLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { formatList, today } from "@/i18n/format";
import { accesses, breach as said } from "@/i18n/fr/accesses";
import { audit } from "@/i18n/fr/administration";

type Report = Schema<"BreachReport">;
type Item = Schema<"BreachItem">;

const WEEK = 7 * 24 * 3600 * 1000;

const FORMATS = [
  { label: said.excel, query: { format: "csv", profile: "excel-fr" }, ending: "csv" },
  { label: said.csv, query: { format: "csv" }, ending: "csv" },
];

/** What an account read, took away and changed since a day: for the notice of a breach, to print. */
export function BreachReportPage() {
  const { userId } = useParams({
    from: "/staff/administration/utilisateurs/$userId/consultations",
  });
  const may = useMay("read_audit");
  const [day, setDay] = useState(() => today(new Date(Date.now() - WEEK)));
  const path = `/users/${userId}/breach-report`;
  const since = new Date(`${day}T00:00:00`).toISOString();
  const report = useQuery({
    queryKey: [path, since],
    enabled: may,
    queryFn: ({ signal }) => call<Report>("GET", path, { query: { since }, signal }),
  });
  if (!may) return <ForbiddenState />;
  if (report.isPending) return <LoadingState lines={8} />;
  if (report.isError && report.data === undefined) {
    return <ProblemPage error={report.error} onRetry={() => report.refetch()} />;
  }
  const found = report.data;
  return (
    <>
      <PageHeader
        title={said.title(found.name)}
        documentTitle={said.documentTitle}
        description={said.intro}
        actions={
          <>
            <ButtonLink to="/administration/utilisateurs" variant="subtle">
              {said.back}
            </ButtonLink>
            <ExportMenu
              label={said.export}
              hint={said.exportHint}
              done={said.exported}
              path={path}
              query={{ since }}
              name="compte-vole"
              formats={FORMATS}
            />
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              {said.print}
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        <Group>
          <DateField
            label={said.since}
            value={day}
            clearable={false}
            maxDate={today()}
            onChange={(chosen) => (chosen ? setDay(chosen) : undefined)}
          />
        </Group>
        <Findings report={found} />
      </Stack>
    </>
  );
}

function Findings({ report }: { report: Report }) {
  return (
    <>
      <section aria-label={said.period(report.since, report.until)}>
        <Text fw={600}>{said.period(report.since, report.until)}</Text>
        <List>
          <List.Item>{said.files(report.files)}</List.Item>
          <List.Item>{said.reads(report.reads)}</List.Item>
          <List.Item>{said.exports(report.exports)}</List.Item>
          <List.Item>{said.changes(report.changes)}</List.Item>
        </List>
      </section>
      {report.is_complete ? null : <Alert color="ochre">{said.incomplete}</Alert>}
      {report.items.length === 0 ? (
        <Text>{said.none}</Text>
      ) : (
        <DataTable
          caption={said.caption}
          columns={COLUMNS}
          rows={report.items}
          rowKey={(item) => `${item.resource_type} ${item.resource_id}`}
        />
      )}
    </>
  );
}

const COLUMNS: Column<Item>[] = [
  { key: "what", header: said.what, render: whatText },
  {
    key: "data",
    header: said.data,
    render: ({ kinds }) =>
      kinds.length > 0
        ? formatList(kinds.map((kind) => accesses.kinds[kind] ?? kind))
        : said.noData,
  },
  { key: "counts", header: said.counts, render: countsText },
  {
    key: "between",
    header: said.between,
    render: ({ first_at, last_at }) => said.span(first_at, last_at),
  },
];

function whatText({ resource_type, resource_id, number }: Item) {
  const kind = audit.resources[resource_type] ?? resource_type;
  if (number === null || resource_id === null) return kind;
  return (
    <AnchorLink to="/dossiers/$prospectId" params={{ prospectId: resource_id }}>
      {`${kind} ${number}`}
    </AnchorLink>
  );
}

function countsText({ reads, exports, changes }: Item): string {
  const counts = [
    reads > 0 ? said.reads(reads) : "",
    exports > 0 ? said.exports(exports) : "",
    changes > 0 ? said.changes(changes) : "",
  ];
  return counts.filter(Boolean).join(", ");
}
