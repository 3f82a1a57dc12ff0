import { Text, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CodeSelect } from "@/components/CodeSelect";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { reports } from "@/i18n/fr/reports";
import { FIGURES, findTold, judge, type PublishedFigure, type Told } from "./api";

/** Reasons that a person may give; that two figures are the same is seen, not decided. */
const REASONS = ["unit", "date_rule", "coefficient", "coverage", "rounding", "unexplained"];

interface ExplainProps {
  told: Told;
  year: number;
  onClose: () => void;
}

/** Says why a figure that was told is not what the files say. */
export function ExplainDialog({ told, year, onClose }: ExplainProps) {
  const kept = useQuery({
    queryKey: [FIGURES, told.key],
    gcTime: 0,
    queryFn: async () => (await findTold(told.key, year)) ?? null,
  });
  return kept.data ? <Judge kept={kept.data} onClose={onClose} /> : null;
}

type Values = { reason: string | null; note: string };

function Judge({ kept, onClose }: { kept: PublishedFigure; onClose: () => void }) {
  const queries = useQueryClient();
  const send = async ({ reason, note }: Values) => {
    await judge(kept, { reason, note: note.trim() || null });
    toastDone(reports.explained);
    await queries.invalidateQueries({ queryKey: [FIGURES] });
    return true;
  };
  return (
    <FormDialog<Values>
      title={reports.explainTitle}
      initialValues={{ reason: kept.reason, note: kept.note ?? "" }}
      labels={{ reason: reports.gapReason, note: reports.note }}
      send={send}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Text>{kept.label}</Text>
          <CodeSelect
            list="figure_gaps"
            only={REASONS}
            clearable
            label={reports.gapReason}
            description={reports.gapAuto}
            {...form.getInputProps("reason")}
          />
          <Textarea label={reports.note} autosize minRows={2} {...form.getInputProps("note")} />
        </>
      )}
    </FormDialog>
  );
}
