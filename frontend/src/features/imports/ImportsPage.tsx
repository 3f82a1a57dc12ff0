import { Stack } from "@mantine/core";
import { useKeysetList } from "@/api/pages";
import { useMay } from "@/api/use-session";
import { type Column, DataTable } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { MoreButton } from "@/components/MoreButton";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ErrorState, ForbiddenState, LoadingState } from "@/components/states";
import { formatDateTime, formatInteger } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { type ImportWords, importWords } from "@/i18n/fr/imports";
import { IMPORTS_PATH, type ImportBatch } from "./api";
import { ImportStatusBadge } from "./ImportStatusBadge";
import { UploadZone } from "./UploadZone";

const columnsOf = (imports: ImportWords): Column<ImportBatch>[] => [
  {
    key: "file",
    header: imports.file,
    render: (batch) => (
      <AnchorLink to="/imports/$importId" params={{ importId: batch.id }}>
        {batch.filename}
      </AnchorLink>
    ),
  },
  {
    key: "status",
    header: imports.status,
    render: (batch) => <ImportStatusBadge status={batch.status} />,
  },
  {
    key: "rows",
    header: imports.rows,
    align: "end",
    render: (batch) => formatInteger(batch.row_count),
  },
  {
    key: "created",
    header: imports.created,
    align: "end",
    render: (batch) =>
      batch.status === "committed" && batch.summary ? formatInteger(batch.summary.created) : "–",
  },
  {
    key: "by",
    header: imports.by,
    render: (batch) => batch.created_by_name ?? common.unknown,
  },
  { key: "on", header: imports.on, render: (batch) => formatDateTime(batch.created_at) },
];

/** Every spreadsheet taken over, and where to drop the next one. */
export function ImportsPage() {
  return <Imports subject="prospects" />;
}

/** Every file of job offers brought in, and where to drop the next one. */
export function OfferImportsPage() {
  return <Imports subject="job_offers" />;
}

function Imports({ subject }: { subject: string }) {
  const imports = importWords(subject);
  const may = useMay("import_files");
  const list = useKeysetList<ImportBatch>(IMPORTS_PATH, { subject }, may);
  if (!may) return <ForbiddenState />;
  return (
    <>
      <PageHeader title={imports.title} description={imports.intro} />
      <Stack gap="lg">
        <UploadZone subject={subject} />
        {list.isPending ? <LoadingState /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => list.refetch()} /> : null}
        {list.isSuccess && list.items.length === 0 ? (
          <EmptyState title={imports.emptyTitle}>{imports.emptyText}</EmptyState>
        ) : null}
        {list.items.length > 0 ? (
          <DataTable
            caption={imports.list}
            columns={columnsOf(imports)}
            rows={list.items}
            rowKey={(batch) => batch.id}
          />
        ) : null}
        <MoreButton list={list} />
      </Stack>
    </>
  );
}
