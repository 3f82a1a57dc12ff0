import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { downloadFile } from "@/api/files";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Section } from "@/components/Section";
import { toastDone, toastProblem } from "@/components/toasts";
import { formatDateTime } from "@/i18n/format";
import { imports as common, importWords } from "@/i18n/fr/imports";
import { type ImportBatch, useImportActions } from "./api";
import { ReasonsTable } from "./CheckStep";
import { RowsSection } from "./RowsSection";
import { SummaryTiles } from "./SummaryTiles";

/** What was done, the report to take away, and the way back while there is one. */
export function ResultStep({ batch }: { batch: ImportBatch }) {
  const imports = importWords(batch.subject);
  const [asking, setAsking] = useState(false);
  const [downloading, setDownloading] = useState(false);
  const actions = useImportActions(batch);
  const isUndone = batch.status === "undone";
  const report = async () => {
    setDownloading(true);
    try {
      await downloadFile(`/imports/${batch.id}/report`, {}, `${batch.filename}-rapport.csv`);
    } catch (error) {
      toastProblem(error);
    } finally {
      setDownloading(false);
    }
  };
  const undo = async () => {
    await actions.undo();
    toastDone(imports.undone);
  };
  return (
    <Stack gap="lg">
      <Section title={imports.steps[2] ?? ""}>
        <Stack>
          <Text role="status">{momentOf(batch)}</Text>
          {batch.undo && batch.undo.kept.length > 0 ? (
            <Text>{imports.kept(batch.undo.kept)}</Text>
          ) : null}
          {batch.summary && !isUndone ? (
            <>
              <SummaryTiles batch={batch} summary={batch.summary} done />
              <ReasonsTable summary={batch.summary} />
            </>
          ) : null}
          <Group justify="space-between" align="flex-start">
            <div>
              <Button
                leftSection={<IconDownload size={18} aria-hidden />}
                loading={downloading}
                onClick={report}
              >
                {imports.report}
              </Button>
              <Text size="sm" c="dimmed" mt={4} maw="26rem">
                {imports.reportHint}
              </Text>
            </div>
            {isUndone ? null : <UndoOffer batch={batch} onUndo={() => setAsking(true)} />}
          </Group>
        </Stack>
      </Section>
      <RowsSection batch={batch} />
      <ConfirmDialog
        opened={asking}
        danger
        title={imports.undoTitle}
        confirmLabel={imports.undo}
        onConfirm={undo}
        onClose={() => setAsking(false)}
      >
        {imports.undoText}
      </ConfirmDialog>
    </Stack>
  );
}

function UndoOffer({ batch, onUndo }: { batch: ImportBatch; onUndo: () => void }) {
  const until = batch.undoable_until;
  if (until === null || Date.parse(until) < Date.now()) {
    return <Text c="dimmed">{common.undoOver}</Text>;
  }
  return (
    <div>
      <Button variant="default" onClick={onUndo}>
        {common.undo}
      </Button>
      <Text size="sm" c="dimmed" mt={4} maw="20rem">
        {common.undoUntil(formatDateTime(until))}
      </Text>
    </div>
  );
}

function momentOf({ subject, undone_at, committed_at }: ImportBatch): string | null {
  const imports = importWords(subject);
  if (undone_at !== null) return imports.undoneOn(formatDateTime(undone_at));
  return committed_at === null ? null : imports.committedOn(formatDateTime(committed_at));
}
