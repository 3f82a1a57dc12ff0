import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMay } from "@/api/use-session";
import { type Column, DataTable } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { PageHeader } from "@/components/PageHeader";
import { EmptyState, ForbiddenState, LoadingState, ProblemPage } from "@/components/states";
import { formatInteger } from "@/i18n/format";
import { jobOffers } from "@/i18n/fr/job-offers";
import { type OccupationDemand, useOccupationDemand } from "./api";
import classes from "./job-offers.module.css";

/** `/offres-emploi/metiers`: what is offered beside what the households look for. */
export function OccupationsPage() {
  const may = useMay("compare_occupations");
  const demand = useOccupationDemand(may);
  if (!may) return <ForbiddenState />;
  if (demand.isError) return <ProblemPage error={demand.error} onRetry={() => demand.refetch()} />;
  const items = demand.data?.items ?? [];
  return (
    <>
      <PageHeader
        title={jobOffers.occupationsTitle}
        description={jobOffers.occupationsIntro}
        actions={
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {jobOffers.print}
          </Button>
        }
      />
      {demand.isPending ? <LoadingState /> : null}
      {demand.isSuccess && items.length === 0 ? (
        <EmptyState title={jobOffers.occupationsEmptyTitle}>
          {jobOffers.occupationsEmptyText}
        </EmptyState>
      ) : null}
      {items.length > 0 ? <Comparison items={items} /> : null}
    </>
  );
}

function Comparison({ items }: { items: OccupationDemand[] }) {
  const most = Math.max(1, ...items.flatMap((row) => [row.positions, row.candidates]));
  const count = (key: string, header: string, of: (row: OccupationDemand) => number) => ({
    key,
    header,
    align: "end" as const,
    render: (row: OccupationDemand) => formatInteger(of(row)),
  });
  const columns: Column<OccupationDemand>[] = [
    {
      key: "occupation",
      header: jobOffers.columnOccupation,
      render: (row) =>
        row.offers > 0 ? (
          <AnchorLink
            to="/offres-emploi"
            search={{ occupation: row.occupation_code, status: ["published"] }}
            className="oml-print"
          >
            {row.label}
          </AnchorLink>
        ) : (
          row.label
        ),
    },
    count("offers", jobOffers.columnOffers, (row) => row.offers),
    count("positions", jobOffers.columnPositions, (row) => row.positions),
    count("candidates", jobOffers.columnCandidates, (row) => row.candidates),
    {
      key: "chart",
      header: jobOffers.columnChart,
      render: (row) => <Bars row={row} most={most} />,
    },
  ];
  return (
    <Stack>
      <Group gap="lg" aria-hidden>
        <Key name={jobOffers.legendPositions} className={classes.positions} />
        <Key name={jobOffers.legendCandidates} className={classes.candidates} />
      </Group>
      <DataTable
        caption={jobOffers.occupationsTitle}
        columns={columns}
        rows={items}
        rowKey={(row) => row.occupation_code}
      />
    </Stack>
  );
}

function Key({ name, className }: { name: string; className: string | undefined }) {
  return (
    <Group gap={6}>
      <svg viewBox="0 0 1 1" className={classes.key} aria-hidden="true">
        <rect width="1" height="1" className={className} />
      </svg>
      <Text size="sm">{name}</Text>
    </Group>
  );
}

/** Two bars on the same scale; the numbers beside them say the same. */
function Bars({ row, most }: { row: OccupationDemand; most: number }) {
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={classes.bars}
      role="img"
      aria-label={jobOffers.chartOf(row.positions, row.candidates)}
    >
      <rect width={(100 * row.positions) / most} height="4" className={classes.positions} />
      <rect y="6" width={(100 * row.candidates) / most} height="4" className={classes.candidates} />
    </svg>
  );
}
