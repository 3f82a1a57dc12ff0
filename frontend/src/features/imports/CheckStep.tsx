import { Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DataTable } from "@/components/DataTable";
import { Section } from "@/components/Section";
import { toastDone } from "@/components/toasts";
import { formatInteger } from "@/i18n/format";
import { imports as common, importReasons, importWords } from "@/i18n/fr/imports";
import { type ImportBatch, type ImportSummary, useImportActions } from "./api";
import { RowsSection } from "./RowsSection";
import { SummaryTiles } from "./SummaryTiles";

interface CheckStepProps {
  batch: ImportBatch;
  summary: ImportSummary;
  onBack: () => void;
}

/** What would happen, to the last row; then the commit. */
export function CheckStep({ batch, summary, onBack }: CheckStepProps) {
  const imports = importWords(batch.subject);
  const changes = summary.created + summary.updated + summary.closed;
  const [asking, setAsking] = useState(false);
  const [committing, setCommitting] = useState(false);
  const actions = useImportActions(batch);
  const commit = async () => {
    setCommitting(true);
    try {
      await actions.commit();
      toastDone(imports.committed);
    } catch (error) {
      if (asProblem(error).status === 412) await actions.refresh();
      throw error;
    } finally {
      setCommitting(false);
    }
  };
  return (
    <Stack gap="lg">
      <Section title={imports.checkTitle}>
        <Stack>
          <Text c="dimmed">{imports.checkHint}</Text>
          <SummaryTiles batch={batch} summary={summary} done={false} />
          <ReasonsTable summary={summary} />
          {changes === 0 ? <Text>{imports.nothingToCommit}</Text> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onBack}>
              {imports.changeColumns}
            </Button>
            <Button disabled={changes === 0} onClick={() => setAsking(true)}>
              {imports.commit}
            </Button>
          </Group>
        </Stack>
      </Section>
      <RowsSection batch={batch} />
      <ConfirmDialog
        opened={asking}
        title={imports.commitTitle}
        confirmLabel={imports.commit}
        onConfirm={commit}
        onClose={() => setAsking(false)}
      >
        {imports.commitText(summary)}
        <div role="status">
          {committing ? (
            <Group mt="md" wrap="nowrap">
              <Loader size="sm" />
              <Text size="sm">{imports.committing}</Text>
            </Group>
          ) : null}
        </div>
      </ConfirmDialog>
    </Stack>
  );
}

/** Refusals by reason, the most frequent first. */
export function ReasonsTable({ summary }: { summary: ImportSummary }) {
  if (summary.reasons.length === 0) return null;
  const rows = [...summary.reasons].sort((left, right) => right.count - left.count);
  return (
    <DataTable
      caption={common.reasonsTitle}
      columns={[
        {
          key: "reason",
          header: common.reasonsTitle,
          render: (row) => importReasons[row.code] ?? row.code,
        },
        {
          key: "count",
          header: common.count,
          align: "end",
          render: (row) => formatInteger(row.count),
        },
      ]}
      rows={rows}
      rowKey={(row) => row.code}
    />
  );
}
