import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useCurrentUser, useMay } from "@/api/use-session";
import { useConflict } from "@/components/ConflictDialog";
import { FormProblems, useFormSubmit } from "@/components/form";
import { toastDone } from "@/components/toasts";
import { formatDate, formatDaysFromNow, formatShortDate, today } from "@/i18n/format";
import { common } from "@/i18n/fr/common";
import { household } from "@/i18n/fr/household";
import { updateProspect, useRefreshProspects } from "../api";
import { NextActionDate } from "../NextActionDate";
import { OPEN_STATUSES } from "../transitions/rules";
import type { NextAction, Prospect } from "../types";
import { nextActionOf, present } from "../values";
import classes from "./household.module.css";
import { readProspect } from "./read";

/** What happens next: stays in sight while the page scrolls, and is changed in place. */
export function NextStep({ prospect }: { prospect: Prospect }) {
  const [editing, setEditing] = useState(false);
  const mayWrite = useMay("write_prospects") && prospect.archived_at === null;
  const titleId = useId();
  const open = OPEN_STATUSES.includes(prospect.status);
  return (
    <Paper
      component="section"
      withBorder
      p="md"
      mb="lg"
      className={classes.next}
      aria-labelledby={titleId}
    >
      {editing ? (
        <Stack gap="sm">
          <Title order={2} size="h5" id={titleId}>
            {household.nextStep}
          </Title>
          <NextStepForm prospect={prospect} onClose={() => setEditing(false)} />
        </Stack>
      ) : (
        <Group justify="space-between" gap="sm">
          <div className={classes.body}>
            <Title order={2} size="sm" ff="text" c="dimmed" fw={600} id={titleId}>
              {household.nextStep}
            </Title>
            <NextStepText action={prospect.next_action} open={open} />
          </div>
          {mayWrite ? (
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPencil size={16} aria-hidden />}
              aria-label={household.nextEdit}
              onClick={() => setEditing(true)}
              className="oml-no-print"
            >
              {common.edit}
            </Button>
          ) : null}
        </Group>
      )}
    </Paper>
  );
}

function NextStepText({ action, open }: { action: NextAction | null; open: boolean }) {
  if (action === null) return <Text>{open ? household.nextNone : household.nextClosed}</Text>;
  const late = action.on < today();
  return (
    <>
      <Text fw={600}>{action.label}</Text>
      <Text size="sm" c={late ? "var(--mantine-color-error)" : "dimmed"}>
        {late
          ? household.nextLate(formatDate(action.on))
          : `${formatDate(action.on)} (${formatDaysFromNow(action.on)})`}
      </Text>
    </>
  );
}

interface Values {
  next_action: NextAction | null;
}

function NextStepForm({ prospect, onClose }: { prospect: Prospect; onClose: () => void }) {
  const me = useCurrentUser()?.id ?? null;
  const refresh = useRefreshProspects();
  const conflict = useConflict<Prospect, Values>({
    fields: [
      {
        name: "next_action",
        label: household.nextStep,
        show: (action) =>
          action.next_action
            ? `${action.next_action.label} — ${formatShortDate(action.next_action.on)}`
            : "",
      },
    ],
    valuesOf: (row) => ({ next_action: row.next_action }),
    read: (row) => readProspect(row.id),
    send: updateProspect,
  });
  const current = prospect.next_action;
  const form = useForm({
    initialValues: {
      next_action: {
        label: current?.label ?? "",
        on: current?.on ?? (null as string | null),
        mine: current?.assignee_id === me,
      },
    },
    validate: { next_action: { label: present, on: present } },
  });
  const submit = useFormSubmit(form, async ({ next_action: action }) => {
    const assignee = action.mine ? me : current?.assignee_id === me ? null : current?.assignee_id;
    const saved = await conflict.save(prospect, {
      next_action: nextActionOf(action, assignee ?? null),
    });
    if (saved === null) return;
    toastDone(household.saved);
    await refresh();
    onClose();
  });
  return (
    <>
      <form onSubmit={submit.onSubmit} noValidate>
        <Stack gap="sm">
          <FormProblems submit={submit} errors={form.errors} labels={LABELS} />
          <Group align="flex-start" gap="sm">
            <TextInput
              data-autofocus
              ref={(field) => {
                if (field && document.activeElement === document.body) field.focus();
              }}
              flex="3 1 14rem"
              label={household.nextLabel}
              description={household.nextReaders}
              inputWrapperOrder={["label", "input", "description", "error"]}
              required
              maxLength={200}
              {...form.getInputProps("next_action.label")}
            />
            <NextActionDate
              flex="1 1 12rem"
              label={household.nextOn}
              required
              {...form.getInputProps("next_action.on")}
            />
          </Group>
          <Group justify="space-between" gap="sm">
            <Checkbox
              label={household.nextMine}
              {...form.getInputProps("next_action.mine", { type: "checkbox" })}
            />
            <Group gap="sm">
              <Button variant="default" onClick={onClose}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={submit.pending}>
                {common.save}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      {conflict.dialog}
    </>
  );
}

const LABELS = {
  "next_action.label": household.nextLabel,
  "next_action.on": household.nextOn,
};
