import { Checkbox, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { SubmitKey } from "@/api/preconditions";
import { useCurrentUser } from "@/api/use-session";
import { FormDialog } from "@/components/FormDialog";
import { toastDone } from "@/components/toasts";
import { MentionTextarea } from "@/features/mentions/MentionTextarea";
import {
  addPart,
  moveProspect,
  updateProspect,
  useRefreshProspects,
} from "@/features/prospects/api";
import { readProspect } from "@/features/prospects/household/read";
import { NextActionDate } from "@/features/prospects/NextActionDate";
import { nextActionOf, present } from "@/features/prospects/values";
import { useNextActionDays } from "@/features/service-levels/api";
import { today } from "@/i18n/format";
import { household } from "@/i18n/fr/household";
import { myDay } from "@/i18n/fr/my-day";
import { sensitive } from "@/i18n/fr/sensitive";
import { type DoneValues, doneValues, exchangeOf, nextAfter, supports } from "./done-values";
import type { DayFile } from "./types";

const LABELS = {
  summary: household.summary,
  "next_action.label": household.nextLabel,
  "next_action.on": household.nextOn,
};

interface DoneDialogProps {
  file: DayFile;
  /** Called once the day is fresh again. */
  onDone: () => void;
  onClose: () => void;
}

/** Notes a call and what comes next, in one go: what a référent does after hanging up. */
export function DoneDialog({ file, onDone, onClose }: DoneDialogProps) {
  const limit = useNextActionDays();
  const save = useSaveDone(file);
  return (
    <FormDialog<DoneValues>
      title={myDay.doneTitle(file.lead_name)}
      labels={LABELS}
      initialValues={doneValues(file, today(), limit)}
      validate={{ summary: present, next_action: { label: present, on: present } }}
      onClose={onClose}
      send={async (values) => {
        await save(values);
        toastDone(myDay.doneSaved);
        onDone();
        return true;
      }}
    >
      {(form) => <DoneFields form={form} file={file} limit={limit} />}
    </FormDialog>
  );
}

interface DoneFieldsProps {
  form: UseFormReturnType<DoneValues>;
  file: DayFile;
  limit: number;
}

function DoneFields({ form, file, limit }: DoneFieldsProps) {
  const choose = (outcome: string) => {
    const chosen = outcome === "missed" ? "missed" : "reached";
    // What the person has typed themself stays.
    const proposed = nextAfter(form.values.outcome, file, today(), limit);
    const untouched = JSON.stringify(form.values.next_action) === JSON.stringify(proposed);
    form.setValues({
      outcome: chosen,
      ...(untouched ? { next_action: nextAfter(chosen, file, today(), limit) } : {}),
    });
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        {myDay.doneIntro}
      </Text>
      <Radio.Group label={myDay.reached} value={form.values.outcome} onChange={choose}>
        <Group mt={6} gap="lg">
          <Radio value="reached" label={myDay.reachedYes} />
          <Radio value="missed" label={myDay.reachedNo} />
        </Group>
      </Radio.Group>
      <Stack gap={4}>
        <MentionTextarea
          prospectId={file.id}
          label={household.summary}
          description={sensitive.readable}
          required
          data-autofocus
          data-path="summary"
          value={form.values.summary}
          onChange={(summary, mentions) => form.setValues({ summary, mentions })}
          error={form.errors.summary}
        />
      </Stack>
      <TextInput
        label={myDay.next}
        required
        maxLength={200}
        {...form.getInputProps("next_action.label")}
      />
      <NextActionDate label={household.nextOn} required {...form.getInputProps("next_action.on")} />
      {file.status === "assigned" && form.values.outcome === "reached" ? (
        <Checkbox
          label={household.supportAction}
          {...form.getInputProps("support", { type: "checkbox" })}
        />
      ) : null}
    </>
  );
}

/** Sends the exchange, then the next action, then the move; each on the file as it then is. */
function useSaveDone(file: DayFile) {
  const me = useCurrentUser()?.id ?? null;
  const refresh = useRefreshProspects();
  const [key] = useState(() => new SubmitKey());
  return async (values: DoneValues) => {
    const exchange = exchangeOf(values);
    // The same key for the same words: sending again after a refusal below notes nothing twice.
    await addPart(file.id, "interactions", exchange, key.header(exchange));
    const current = await readProspect(file.id);
    const next = nextActionOf(values.next_action, current.next_action?.assignee_id ?? me);
    const planned = await updateProspect(current, { next_action: next });
    if (supports(values, file) && planned.allowed_transitions.includes("supported")) {
      await moveProspect(planned, { to: "supported" });
    }
    await refresh();
  };
}
