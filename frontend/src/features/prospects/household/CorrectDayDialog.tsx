import { DateField } from "@/components/DateField";
import { FormDialog } from "@/components/FormDialog";
import { today } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { correctDay } from "../api";
import type { Prospect } from "../types";
import { present } from "../values";
import { useSend } from "./use-change";

type Step = Prospect["history"][number];

interface CorrectDayDialogProps {
  prospect: Prospect;
  step: Step;
  title: string;
  onClose: () => void;
}

/** Puts the true day of a step in place of the one that was written down, between those of its neighbours. */
export function CorrectDayDialog({ prospect, step, title, onClose }: CorrectDayDialogProps) {
  const send = useSend();
  const index = prospect.history.indexOf(step);
  return (
    <FormDialog
      title={title}
      labels={{ effective_on: household.correctDayField }}
      submitLabel={household.correctDay}
      initialValues={{ effective_on: step.effective_on as string | null }}
      validate={{ effective_on: present }}
      onClose={onClose}
      send={({ effective_on }) =>
        send(() => correctDay(prospect, step.id, effective_on ?? ""), household.dayCorrected)
      }
    >
      {(form) => (
        <DateField
          label={household.correctDayField}
          description={household.correctDayHint}
          required
          data-autofocus
          minDate={prospect.history[index - 1]?.effective_on}
          maxDate={prospect.history[index + 1]?.effective_on ?? today()}
          {...form.getInputProps("effective_on")}
        />
      )}
    </FormDialog>
  );
}
