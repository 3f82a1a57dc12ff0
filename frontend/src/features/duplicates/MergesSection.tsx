import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useMay } from "@/api/use-session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Section } from "@/components/Section";
import { toastDone } from "@/components/toasts";
import { duplicates as said } from "@/i18n/fr/duplicates";
import { type Merge, undoMerge, useMerges, useRefreshDuplicates } from "./api";
import classes from "./duplicates.module.css";

/** The files that this one took in, each with a way back for thirty days; nothing when there are none. */
export function MergesSection({ prospectId }: { prospectId: string }) {
  const merges = useMerges(prospectId).data ?? [];
  const mayWrite = useMay("write_prospects");
  const refresh = useRefreshDuplicates();
  const [undoing, setUndoing] = useState<Merge | null>(null);
  if (merges.length === 0) return null;
  return (
    <Section title={said.mergesTitle}>
      <ul className={classes.members}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <Text size="sm" fw={600}>
              {said.took(merge.other_number, merge.merged_at)}
            </Text>
            <Text size="sm" c="dimmed">
              {said.by(merge.merged_by_name)}
            </Text>
            {merge.undone_at ? (
              <Text size="sm">{said.wasUndone(merge.undone_by_name ?? "", merge.undone_at)}</Text>
            ) : null}
            {merge.can_undo && mayWrite ? (
              <>
                <Text size="sm">{said.undoUntil(merge.undo_until)}</Text>
                <Button
                  mt={4}
                  size="compact-sm"
                  variant="default"
                  aria-label={said.undoOf(merge.other_number)}
                  onClick={() => setUndoing(merge)}
                >
                  {said.undo}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={undoing !== null}
        title={said.undoTitle}
        confirmLabel={said.undo}
        onConfirm={async () => {
          if (undoing === null) return;
          await undoMerge(undoing);
          toastDone(said.undone);
          await refresh();
        }}
        onClose={() => setUndoing(null)}
      >
        <Text>{said.undoConfirm(undoing?.other_number ?? "")}</Text>
        <Text mt="sm">{said.undoText}</Text>
      </ConfirmDialog>
    </Section>
  );
}
