import { Button, Stack, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { type Column, DataTable } from "@/components/DataTable";
import { AnchorLink } from "@/components/links";
import { Section } from "@/components/Section";
import { ErrorState, LoadingState } from "@/components/states";
import { formatInteger } from "@/i18n/format";
import { campaigns } from "@/i18n/fr/campaigns";
import { type Campaign, type Results, type Tally, useResults } from "./api";
import classes from "./campaigns.module.css";
import { reachedOf, STAGES } from "./values";

/** What a campaign brought, from visits to families; every number of files opens them. */
export function ResultsSection({ campaign }: { campaign: Campaign }) {
  const results = useResults(campaign.id);
  return (
    <Section
      title={campaigns.resultsTitle}
      aside={
        <Button
          variant="default"
          className="oml-no-print"
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {campaigns.print}
        </Button>
      }
    >
      {results.isPending ? <LoadingState lines={6} /> : null}
      {results.isError ? (
        <ErrorState error={results.error} onRetry={() => void results.refetch()} />
      ) : null}
      {results.data ? <Told campaign={campaign} results={results.data} /> : null}
    </Section>
  );
}

interface Row {
  key: string;
  label: string;
  tally: Tally;
  /** How the list of files is narrowed to those of the row. */
  search: { phase?: string; touchpoint?: string };
}

function Told({ campaign, results }: { campaign: Campaign; results: Results }) {
  const some = ({ tally }: Row) => STAGES.some((stage) => tally[stage] > 0);
  const phases = results.phases.map(({ phase_id, label, tally }) => ({
    key: phase_id ?? "none",
    label: label ?? campaigns.outside,
    tally,
    search: { phase: phase_id ?? "none" },
  }));
  const points = results.touchpoints.map(({ touchpoint_id, label, tally }) => ({
    key: touchpoint_id ?? "none",
    label: label ?? campaigns.without,
    tally,
    search: { touchpoint: touchpoint_id ?? "none" },
  }));
  return (
    <Stack gap="lg">
      {results.whole ? null : <Text c="dimmed">{campaigns.own}</Text>}
      <Funnel campaign={campaign} results={results} />
      <Rows
        campaign={campaign}
        title={campaigns.byPhase}
        // What happened outside of the phases is told when there is any.
        rows={phases.filter((row) => row.key !== "none" || some(row))}
      />
      <Rows
        campaign={campaign}
        title={campaigns.byTouchpoint}
        rows={points.filter((row) => row.key !== "none" || some(row))}
      />
    </Stack>
  );
}

function Funnel({ campaign, results }: { campaign: Campaign; results: Results }) {
  const most = Math.max(1, ...STAGES.map((stage) => results.total[stage]));
  return (
    <Table captionSide="top" withRowBorders={false} verticalSpacing={4} layout="fixed">
      <caption>
        <VisuallyHidden>{campaigns.funnel}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{campaigns.stage}</Table.Th>
          <Table.Th scope="col" className={classes.figure} ta="end">
            {campaigns.count}
          </Table.Th>
          {results.whole ? (
            <Table.Th scope="col" className={classes.figure} ta="end">
              {campaigns.cost}
            </Table.Th>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {STAGES.map((stage) => {
          const cost = results.costs[stage];
          return (
            <Table.Tr key={stage}>
              <Table.Th scope="row" fw={400}>
                {campaigns.columns[stage]}
                <div
                  aria-hidden
                  className={classes.bar}
                  style={{ width: `${(results.total[stage] / most) * 100}%` }}
                />
              </Table.Th>
              <Table.Td ta="end">
                <Figure
                  campaign={campaign}
                  stage={stage}
                  row={{ key: "", label: campaigns.total, tally: results.total, search: {} }}
                />
              </Table.Td>
              {results.whole ? (
                <Table.Td ta="end">{cost === null ? "–" : campaigns.money(cost)}</Table.Td>
              ) : null}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

interface RowsProps {
  campaign: Campaign;
  title: string;
  rows: Row[];
}

function Rows({ campaign, title, rows }: RowsProps) {
  if (rows.length === 0) return null;
  const columns: Column<Row>[] = [
    { key: "label", header: title, render: ({ label }) => label },
    ...STAGES.map((stage) => ({
      key: stage,
      header: campaigns.columns[stage],
      align: "end" as const,
      render: (row: Row) => <Figure campaign={campaign} stage={stage} row={row} />,
    })),
  ];
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ key }) => key} />
    </div>
  );
}

interface FigureProps {
  campaign: Campaign;
  stage: keyof Tally;
  row: Row;
}

/** A number; of files, it opens those behind it. */
function Figure({ campaign, stage, row }: FigureProps) {
  const count = row.tally[stage];
  const reached = reachedOf(stage);
  if (reached === null || count === 0) return formatInteger(count);
  return (
    <AnchorLink
      to="/dossiers"
      search={{ campaign: campaign.code, ...row.search, ...reached }}
      aria-label={campaigns.openFiles(count, campaigns.columns[stage], row.label)}
    >
      {formatInteger(count)}
    </AnchorLink>
  );
}
