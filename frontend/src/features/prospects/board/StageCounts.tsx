import { Paper, SimpleGrid } from "@mantine/core";
import { useLabelOf } from "@/api/reference";
import { PageHeader } from "@/components/PageHeader";
import { LoadingState, ProblemPage } from "@/components/states";
import { formatInteger } from "@/i18n/format";
import { board } from "@/i18n/fr/board";
import { useProspectCounts } from "../api";
import { BOARD_STATUSES } from "../transitions/rules";
import classes from "./board.module.css";

/** The board of those who may count files without reading any: how many at each stage. */
export function StageCounts() {
  const counts = useProspectCounts({});
  const label = useLabelOf("prospect_statuses");
  if (counts.isError) {
    return <ProblemPage error={counts.error} onRetry={() => counts.refetch()} />;
  }
  const byStatus = new Map(counts.data?.by_status.map((line) => [line.status, line.count]));
  return (
    <>
      <PageHeader title={board.title} description={board.countsDescription} />
      {counts.isPending ? (
        <LoadingState />
      ) : (
        <SimpleGrid component="dl" cols={{ base: 1, xs: 2, lg: 3 }} className={classes.counts}>
          {BOARD_STATUSES.map((status) => (
            <Paper withBorder p="md" key={status} className={classes.tile}>
              <dt>{label(status)}</dt>
              <dd>{formatInteger(byStatus.get(status) ?? 0)}</dd>
            </Paper>
          ))}
        </SimpleGrid>
      )}
    </>
  );
}
