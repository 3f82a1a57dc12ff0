import { Text } from "@mantine/core";
import { useState } from "react";
import { useLabelOf } from "@/api/reference";
import { useMay } from "@/api/use-session";
import { Accesses } from "@/features/accesses/Accesses";
import { formatShortDate } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import type { Prospect } from "../types";
import { CorrectDayDialog } from "./CorrectDayDialog";
import classes from "./household.module.css";
import { Part } from "./Part";
import { EditButton } from "./PartButtons";

/** Every stage so far, newest first, with who moved the file and why. */
export function HistorySection({ prospect }: { prospect: Prospect }) {
  const status = useLabelOf("prospect_statuses");
  const mayAudit = useMay("read_audit");
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const [corrected, setCorrected] = useState<Prospect["history"][number] | null>(null);
  return (
    <Part id="historique" title={household.history}>
      <ol className={classes.list}>
        {prospect.history.toReversed().map((step) => (
          <li key={step.id} className={classes.line}>
            <div className={classes.body}>
              <Text size="sm" fw={600}>
                {(step.from === null ? household.historyStart : household.historyStep)(
                  status(step.to),
                  formatShortDate(step.effective_on),
                )}
              </Text>
              {step.actor_label ? (
                <Text size="xs" c="dimmed">
                  {household.by(step.actor_label)}
                </Text>
              ) : null}
              {step.reason ? <Text size="sm">{step.reason}</Text> : null}
            </div>
            {mayWrite ? (
              <EditButton
                label={household.correctDayOf(status(step.to))}
                onClick={() => setCorrected(step)}
              />
            ) : null}
          </li>
        ))}
      </ol>
      {corrected ? (
        <CorrectDayDialog
          prospect={prospect}
          step={corrected}
          title={household.correctDayOf(status(corrected.to))}
          onClose={() => setCorrected(null)}
        />
      ) : null}
      {mayAudit ? <Accesses prospectId={prospect.id} /> : null}
    </Part>
  );
}
